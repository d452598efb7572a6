import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';
import { andJql, projectsJql } from '../jira/jql';
import { isObject, textOf } from '../model/decode';
import { inputError } from '../model/failure';
import { own } from '../model/own';
import { toNames } from './parameters';
import { toTriggerEvents, type TriggerEvent } from './trigger-events';

export interface TriggerSettings {
	/** The node registers its webhook itself, or a person pastes the address into Jira. */
	readonly registration: 'automatic' | 'manual';
	readonly events: readonly TriggerEvent[];
	readonly projectKeys: readonly string[];
	/** Filter of projects and query together. */
	readonly jql: string;
	/** The query alone, as it was typed. */
	readonly query: string;
	readonly changedFields: readonly string[];
	readonly includeBody: boolean;
}

/** Reads the parameters of the Jira Sync Trigger. Throws `InputError` when no event is chosen. */
export function readTriggerSettings(
	context: IHookFunctions | ITriggerFunctions | IWebhookFunctions,
): TriggerSettings {
	const read = (name: string): unknown => context.getNodeParameter(name, null);
	const options = read('options');
	const option = (name: string): unknown => (isObject(options) ? options[name] : undefined);
	const events = toTriggerEvents(toNames(read('events')));
	if (events.length === 0)
		throw inputError('No event is chosen.', [
			{ field: 'Events', message: 'Choose at least one event that starts the workflow.' },
		]);
	const projectKeys = toNames(read('projects'));
	const query = (textOf(option('jql')) ?? '').trim();
	const filter = projectKeys.length === 0 ? '' : projectsJql(projectKeys);
	return {
		registration: read('registration') === 'manual' ? 'manual' : 'automatic',
		events,
		projectKeys,
		jql: andJql(filter, query),
		query,
		changedFields: withOtherNames(toNames(read('changedFields'))),
		includeBody: option('includeBody') === true,
	};
}

/** What a change of these fields is called where Jira sends no field IDs with it (Data Center). */
const OTHER_NAMES: Readonly<Record<string, string>> = {
	components: 'Component',
	fixVersions: 'Fix Version',
	parent: 'Parent',
	versions: 'Version',
};

function withOtherNames(fields: readonly string[]): readonly string[] {
	return fields.flatMap((field) => {
		const other = own(OTHER_NAMES, field);
		return other === undefined ? [field] : [field, other];
	});
}
