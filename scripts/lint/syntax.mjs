// House rules that are a pattern in the syntax tree.
const dialectFiles = [
	'src/jira/{cloud,data-center}.ts',
	'src/jira/dialect*.ts',
	'src/jira/dialect*/**',
];

const deploymentMessage = 'Cloud and Data Center differ only in the dialects: add to JiraDialect.';
const deployment = [
	"BinaryExpression[operator=/^[!=]==?$/] > MemberExpression[property.name='deployment']",
	"BinaryExpression[operator=/^[!=]==?$/] > Identifier[name='deployment']",
	"SwitchStatement > MemberExpression.discriminant[property.name='deployment']",
	"SwitchStatement > Identifier.discriminant[name='deployment']",
].map((selector) => ({ selector, message: deploymentMessage }));

const clockMessage = 'Time and chance are arguments: take them from a port.';
const clock = [
	"CallExpression[callee.object.name='Date'][callee.property.name='now']",
	"CallExpression[callee.object.name='Math'][callee.property.name='random']",
	"NewExpression[callee.name='Date'][arguments.length=0]",
].map((selector) => ({ selector, message: clockMessage }));

const stateMessage = 'No module-level mutable state: one process runs many workflows.';
const state = [
	"Program > VariableDeclaration[kind='let']",
	"Program > ExportNamedDeclaration > VariableDeclaration[kind='let']",
].map((selector) => ({ selector, message: stateMessage }));

// Jest's toMatchObject takes every object for one that holds an empty one: such a check cannot fail.
const emptyMatch = [
	{
		selector:
			"CallExpression[callee.property.name='toMatchObject'] Property > ObjectExpression.value[properties.length=0]",
		message: 'This matches every object: compare with toEqual(expect.objectContaining(…)).',
	},
];

/** One block a file: ESLint replaces a rule's options, it does not add them up. */
export const syntaxRules = [
	block(['src/**/*.ts', 'nodes/**/*.ts'], [...deployment, ...clock, ...state]),
	block(dialectFiles, [...clock, ...state]),
	block(['src/n8n/**/*.ts'], [...deployment, ...state]),
	block(['credentials/**/*.ts'], [...deployment, ...state]),
	block(['test/**/*.ts'], emptyMatch),
];

function block(files, restrictions) {
	return { files, rules: { 'no-restricted-syntax': ['error', ...restrictions] } };
}
