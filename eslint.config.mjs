// n8n's own rules for what is published, the layer rules of scripts/lint/layers.mjs, and the house rules.
// The first part is the configuration of @n8n/node-cli (https://www.npmjs.com/package/@n8n/node-cli), built from the
// two plugins it uses, so that a review with n8n's tools and `npm run lint` agree.
import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';
import { layerZones, packageImports } from './scripts/lint/layers.mjs';
import { syntaxRules } from './scripts/lint/syntax.mjs';

const published = ['index.ts', '{nodes,credentials,src}/**/*.ts'];
const nodeGlobals = Object.fromEntries(
	[
		[
			'AbortSignal',
			'Buffer',
			'console',
			'exports',
			'fetch',
			'module',
			'process',
			'require',
			'URL',
			'__dirname',
		],
		['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
	]
		.flat()
		.map((name) => [name, 'readonly']),
);

export default defineConfig(
	globalIgnores(['dist', '.build', 'coverage']),

	{
		files: published,
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		rules: { 'no-console': 'error' },
	},
	{ plugins: { 'n8n-nodes-base': n8nNodesBase } },
	{
		files: ['package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		rules: n8nNodesBase.configs.community.rules,
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},

	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
		plugins: { 'import-x': importX },
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
		languageOptions: { parserOptions: { project: './tsconfig.test.json' } },
		rules: {
			'import-x/no-restricted-paths': ['error', { zones: layerZones }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			eqeqeq: 'error',
		},
	},
	{
		files: published,
		rules: { 'import-x/no-cycle': ['error', { ignoreExternal: true }] },
	},
	{
		files: ['src/**/*.ts', 'nodes/**/*.ts'],
		ignores: ['nodes/**/descriptions/**'],
		rules: {
			'max-lines': ['error', { max: 300 }],
			'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
		},
	},
	...packageImports,
	...syntaxRules,

	{ files: ['**/*.d.cts'], extends: [tseslint.configs.recommended] },
	{
		files: ['**/*.{mjs,cjs,js}'],
		extends: [js.configs.recommended],
		languageOptions: { globals: nodeGlobals },
	},
	{ files: ['**/*.{cjs,js}'], languageOptions: { sourceType: 'commonjs' } },
);
