import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import manifest from '../../package.json';
import { JiraSyncBasicApi } from '../../credentials/JiraSyncBasicApi.credentials';
import { JiraSyncDataCenterOAuth2Api } from '../../credentials/JiraSyncDataCenterOAuth2Api.credentials';
import { JiraSyncOAuth1Api } from '../../credentials/JiraSyncOAuth1Api.credentials';
import { JiraSyncOAuth2Api } from '../../credentials/JiraSyncOAuth2Api.credentials';
import { JiraSyncPatApi } from '../../credentials/JiraSyncPatApi.credentials';
import { JiraIssue } from '../../nodes/JiraIssue/JiraIssue.node';
import { JiraOAuth1Connect } from '../../nodes/JiraOAuth1Connect/JiraOAuth1Connect.node';
import { JiraResolvedUntil } from '../../nodes/JiraResolvedUntil/JiraResolvedUntil.node';
import { JiraSync } from '../../nodes/JiraSync/JiraSync.node';
import { JiraSyncTrigger } from '../../nodes/JiraSyncTrigger/JiraSyncTrigger.node';

interface Described {
	readonly name: string;
	readonly node: {
		readonly description: INodeTypeDescription;
		readonly methods?: Readonly<Record<string, object>>;
	};
	/** Default: every credential of the package. */
	readonly credentials?: readonly string[];
}

const credentialTypes = [
	new JiraSyncBasicApi(),
	new JiraSyncPatApi(),
	new JiraSyncOAuth1Api(),
	new JiraSyncOAuth2Api(),
	new JiraSyncDataCenterOAuth2Api(),
];

const nodes: readonly Described[] = [
	{ name: 'JiraIssue', node: new JiraIssue() },
	{ name: 'JiraOAuth1Connect', node: new JiraOAuth1Connect(), credentials: ['jiraSyncOAuth1Api'] },
	{ name: 'JiraResolvedUntil', node: new JiraResolvedUntil() },
	{ name: 'JiraSync', node: new JiraSync() },
	{ name: 'JiraSyncTrigger', node: new JiraSyncTrigger() },
];
const root = path.resolve(__dirname, '../..');

/** A property and everything inside it. */
function deep(property: INodeProperties): readonly INodeProperties[] {
	const inner = (property.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values.flatMap(deep);
		return 'type' in option && 'displayName' in option ? deep(option) : [];
	});
	return [property, ...inner];
}

/** Names of the methods that a property asks for. */
function methodsOf({
	typeOptions,
	modes,
}: INodeProperties): readonly (readonly [string, string])[] {
	const list = modes?.flatMap(({ typeOptions: options }) => options?.searchListMethod ?? []) ?? [];
	const load = typeOptions?.loadOptionsMethod;
	const mapper = typeOptions?.resourceMapper;
	return [
		...list.map((name) => ['listSearch', name] as const),
		...(load === undefined ? [] : [['loadOptions', load] as const]),
		...(mapper && 'resourceMapperMethod' in mapper && mapper.resourceMapperMethod
			? [['resourceMapping', mapper.resourceMapperMethod] as const]
			: []),
	];
}

describe.each(nodes)('$name', ({ name, node, credentials }) => {
	const { description, methods = {} } = node;
	const properties = description.properties.flatMap(deep);

	it('has every method that its form asks for', () => {
		for (const [kind, method] of properties.flatMap(methodsOf))
			expect({ kind, methods: Object.keys(methods[kind] ?? {}) }).toEqual({
				kind,
				methods: expect.arrayContaining([method]),
			});
	});

	it('is listed, with codex, icons and output schema', () => {
		expect(manifest.n8n.nodes).toContain(`dist/nodes/${name}/${name}.node.js`);
		const files = [`${name}.node.json`, `${description.name}.svg`, `${description.name}.dark.svg`];
		for (const file of [...files, '__schema__/v1.0.0'])
			expect(existsSync(path.join(root, 'nodes', name, file))).toBe(true);
	});

	it('shows at most a screenful at first: the rest is in collections', () => {
		const first = description.properties.filter(
			({ displayOptions, type }) => displayOptions === undefined && type !== 'notice',
		);
		expect(first.length).toBeLessThanOrEqual(10);
	});

	it('knows every credential that it can use, and offers each once', () => {
		const names = credentials ?? credentialTypes.map((type) => type.name);

		expect(description.credentials?.map((credential) => credential.name)).toEqual(names);
		const choices = description.properties.find((property) => property.name === 'authentication');
		const shown = description.credentials?.flatMap(
			({ displayOptions }) => displayOptions?.show?.['authentication'] ?? [],
		);
		const values = choices?.options?.map((option) => 'value' in option && option.value) ?? [];
		expect([...values].sort()).toEqual([...(shown ?? [])].sort());
	});
});

it.each(credentialTypes)('$displayName is listed, with an icon and its documentation', (type) => {
	expect(manifest.n8n.credentials).toContain(
		`dist/credentials/${type.constructor.name}.credentials.js`,
	);
	const icon = typeof type.icon === 'object' ? type.icon : { light: '', dark: '' };
	for (const file of Object.values(icon))
		expect(existsSync(path.join(root, 'credentials', file.slice('file:'.length)))).toBe(true);
	const docs = readFileSync(path.join(root, 'docs/credentials.md'), 'utf8');
	const anchors = [...docs.matchAll(/^## (.*)$/gm)].map(([, title = '']) =>
		title
			.toLowerCase()
			.replace(/[^a-z0-9 -]/g, '')
			.replaceAll(' ', '-'),
	);
	expect(anchors).toContain(type.documentationUrl.split('#')[1]);
});
