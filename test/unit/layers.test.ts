import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

interface Snippet {
	readonly says: string;
	readonly file: string;
	readonly code: string;
	/** The rule that must refuse it, or `fine`. */
	readonly rule: string;
}

const paths = 'import-x/no-restricted-paths';
const packages = 'no-restricted-imports';
const syntax = 'no-restricted-syntax';

const snippets: readonly Snippet[] = [
	refused('sync importing http', 'src/sync', paths, 'src/http'),
	refused('model importing sync', 'src/model', paths, 'src/sync'),
	refused('engine importing jira', 'src/engine', paths, 'src/jira'),
	refused('jira importing sync', 'src/jira', paths, 'src/sync'),
	refused('a simulator importing jira', 'simulators/jira', paths, 'src/jira'),
	refused('a simulator importing the n8n adapter', 'simulators/jira', paths, 'src/n8n'),
	refused('a node importing sync', 'nodes/JiraSync', paths, 'src/sync'),
	refused('a credential importing http', 'credentials', paths, 'src/http'),
	refused('published code importing a simulator', 'src/engine', paths, 'simulators/jira'),
	allowed('sync importing model', 'src/sync', 'src/model'),
	allowed('sync importing a third-party library', 'src/sync', 'src/third-party'),
	allowed('jira importing http', 'src/jira', 'src/http'),
	allowed('the n8n adapter importing sync', 'src/n8n', 'src/sync'),
	allowed('a node importing the n8n adapter', 'nodes/JiraSync', 'src/n8n'),
	allowed('a simulator importing model', 'simulators/jira', 'src/model'),
	code('n8n-workflow in sync', 'src/sync/x.ts', packages, "export * from 'n8n-workflow';"),
	code('node:crypto in engine', 'src/engine/x.ts', packages, "export * from 'node:crypto';"),
	code('node:fs in webhook', 'src/webhook/x.ts', packages, "export * from 'node:fs';"),
	code('node:crypto in webhook', 'src/webhook/x.ts', 'fine', "export * from 'node:crypto';"),
	code('n8n-workflow in src/n8n', 'src/n8n/x.ts', 'fine', "export * from 'n8n-workflow';"),
	code('n8n-workflow in a simulator', 'simulators/x.ts', packages, "export * from 'n8n-workflow';"),
	code('a deployment test', 'src/engine/x.ts', syntax, deploymentTest()),
	code('a deployment test in a dialect', 'src/jira/cloud.ts', 'fine', deploymentTest()),
	code('the clock in sync', 'src/sync/x.ts', syntax, 'export const f = () => Date.now();'),
	code('a new date in sync', 'src/sync/x.ts', syntax, 'export const f = () => new Date();'),
	code('chance in jira', 'src/jira/x.ts', syntax, 'export const f = () => Math.random();'),
	code('the clock in src/n8n', 'src/n8n/x.ts', 'fine', 'export const f = () => Date.now();'),
	code(
		'a match that cannot fail',
		'test/unit/x.test.ts',
		syntax,
		'expect(globalThis).toMatchObject({ left: {} });',
	),
	code('module state', 'src/http/x.ts', syntax, 'export let count = 0;'),
	code('any', 'src/model/x.ts', '@typescript-eslint/no-explicit-any', 'export type A = any;'),
	code(
		'a thrown error in catch',
		'src/http/x.ts',
		'@n8n/community-nodes/require-node-api-error',
		'export function f() { try { f(); } catch { throw new Error("x"); } }',
	),
	code(
		'a timer',
		'src/http/x.ts',
		'@n8n/community-nodes/no-restricted-globals',
		'export const f = () => setTimeout(f, 1);',
	),
	code(
		'a long function',
		'src/http/x.ts',
		'max-lines-per-function',
		`export function f() {\n${'f();\n'.repeat(61)}}`,
	),
];

describe('the layer and house rules', () => {
	const verdicts = lint(snippets);

	it.each(snippets.map((snippet, index) => ({ ...snippet, found: verdicts[index] })))(
		'$says: $rule',
		({ rule, found }) => {
			expect(found).toEqual(rule === 'fine' ? [] : expect.arrayContaining([rule]));
		},
	);
});

function lint(list: readonly Snippet[]): readonly (readonly string[])[] {
	const input = JSON.stringify(
		list.map(({ file, code }) => ({ file: path.join(root, file), code })),
	);
	const script = path.join(root, 'test/support/lint/lint-snippets.mjs');
	const answer: unknown = JSON.parse(
		execFileSync(process.execPath, [script], { cwd: root, input, encoding: 'utf8' }),
	);
	if (!Array.isArray(answer)) throw new Error('the lint program must answer with a list');
	return answer;
}

function refused(says: string, from: string, rule: string, to: string): Snippet {
	return { says, file: `${from}/x.ts`, rule, code: importing(from, to) };
}

function allowed(says: string, from: string, to: string): Snippet {
	return { says, file: `${from}/x.ts`, rule: 'fine', code: importing(from, to) };
}

function code(says: string, file: string, rule: string, text: string): Snippet {
	return { says, file, rule, code: text };
}

function deploymentTest(): string {
	return "export const f = (deployment: string) => deployment === 'cloud';";
}

/** The rule follows imports to real files, so the snippet imports one that exists. */
function importing(from: string, folder: string): string {
	const target = globSync('*.ts', { cwd: path.join(root, folder) })[0];
	if (target === undefined) throw new Error(`${folder} holds no module to import`);
	const relative = path.relative(from, path.join(folder, target.replace(/\.ts$/, '')));
	return `export * from '${relative.startsWith('.') ? relative : `./${relative}`}';`;
}
