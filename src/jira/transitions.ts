import { field, id, isObject, textOf } from '../model/decode';
import type { FieldInput } from '../model/field-schema';
import type { Transition } from '../model/issue';
import { fieldNames, locateFields } from './check-fields';
import { segment, type JiraConnection } from './connection';
import { decodeIssueStatus } from './decode-issue';
import { decodeFieldMap } from './field-meta';
import { prepareFields, type ClientParts } from './prepare-fields';

/** The ways out of the present status that the account may take, with the fields of their screens. */
export async function readTransitions(
	connection: JiraConnection,
	issueId: string,
): Promise<readonly Transition[]> {
	const path = `/issue/${segment(issueId)}/transitions`;
	const action = `list the transitions of issue ${issueId}`;
	const body = await connection.get(path, action, { expand: 'transitions.fields' });
	const rows = isObject(body) && Array.isArray(body['transitions']) ? body['transitions'] : [];
	return rows.filter(isObject).map((row) => ({
		id: field(row, 'id', id, 'transition'),
		name: textOf(row['name']) ?? '',
		to: decodeIssueStatus(row['to'], 'transition.to'),
		fields: decodeFieldMap(row['fields']),
	}));
}

/** Takes one transition. Fields that its screen lacks are left out: Jira would refuse the whole transition for them. */
export async function takeTransition(
	parts: ClientParts,
	issueId: string,
	transition: Transition,
	inputs: Readonly<Record<string, FieldInput>>,
): Promise<void> {
	const { connection, screens } = parts;
	const screen = transition.fields;
	const { located } = locateFields(screen, inputs);
	const { fields, update } = await prepareFields(parts, {
		screen,
		inputs: Object.fromEntries(located.map(({ meta, input }) => [meta.id, input])),
		screenName: `the screen of transition "${transition.name}"`,
		onCreate: false,
		place: { issue: issueId },
	});
	const body = {
		transition: { id: transition.id },
		...(Object.keys(fields).length > 0 && { fields }),
		...(Object.keys(update).length > 0 && { update }),
	};
	const path = `${connection.dialect.apiRoot}/issue/${segment(issueId)}/transitions`;
	await connection.send(
		{ method: 'POST', path, body },
		{
			action: `take transition "${transition.name}" of issue ${issueId}`,
			fieldNames: fieldNames(screen),
		},
	);
	screens.moved(issueId, transition.to.id);
}
