import type { INode } from 'n8n-workflow';
import type { Explain, SetupSettings } from '../engine/setup-ports';
import { InputError } from '../model/failure';
import type { SetupLine } from '../sync/setup-line';
import { errorWords, toNodeError } from './errors';
import { tableHtml } from './html';
import type { Parameters } from './parameters';
import type { JiraRuntime } from './runtime';
import { readStatusTable, readUserTable } from './sync-settings';

/** What Check Set-Up looks at, from the parameters that it shares with the other operations. What is empty stays empty. */
export function readSetup(parameters: Parameters, { access, engine }: JiraRuntime): SetupSettings {
	const isSynced = parameters.choice('syncStatus', ['both', 'toJira', 'toSource', 'off']) !== 'off';
	return {
		baseUrl: access.baseUrl,
		project: parameters.locator('project'),
		template: {
			issueType: parameters.locator('issueType'),
			bodyField: parameters.text('templateOptions.bodyField') || 'description',
			hasBody: parameters.text('bodyTemplate') !== '',
			labelsField: parameters.text('templateOptions.labelsField') || 'labels',
			hasLabels: parameters.text('labelsTemplate') !== '',
			fields: Object.keys(parameters.mapped('fields')),
		},
		...(isSynced && { status: readStatusTable(parameters) }),
		people: {
			table: readUserTable(parameters),
			fallback: parameters.locator('options.fallbackUser'),
		},
		now: engine.clock.now(),
	};
}

/** The words that the editor would show for an error: the headline, and the description as what to do. */
export function explainFor(node: INode): Explain {
	return (error) => {
		const { error: message, message: told } = errorWords(toNodeError(node, error));
		const problems = error instanceof InputError ? error.problems : [];
		return { message, remedy: told ?? problems.map((entry) => entry.message).join(' ') };
	};
}

/** The lines as a small table, for an e-mail or a page. Everything in it is escaped: Jira's words may hold anything. */
export function setupHtml(lines: readonly SetupLine[]): string {
	const rows = lines.map(({ check, status, message, remedy }) => [check, status, message, remedy]);
	return tableHtml(['Check', 'Status', 'Message', 'What to Do'], rows).html;
}
