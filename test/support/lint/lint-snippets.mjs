// Lints snippets that exist only in memory, with the project's own configuration: reads [{file, code}] from stdin,
// writes one array of rule names for each. A program of its own, because ESLint's configuration is an ES module,
// which Jest cannot load.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const typedRules = ['no-floating-promises', 'no-misused-promises', 'await-thenable'];
const eslint = new ESLint({
	overrideConfig: {
		files: ['**/*.ts'],
		languageOptions: { parserOptions: { project: false } },
		rules: Object.fromEntries(typedRules.map((rule) => [`@typescript-eslint/${rule}`, 'off'])),
	},
});

const answers = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
	const [result] = await eslint.lintText(code, { filePath: file });
	answers.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(answers));
