import { existsSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import manifest from '../../package.json';
import { JiraSyncBasicApi } from '../../credentials/JiraSyncBasicApi.credentials';
import { JiraSyncPatApi } from '../../credentials/JiraSyncPatApi.credentials';
import { JiraIssue } from '../../nodes/JiraIssue/JiraIssue.node';
import { JiraResolvedUntil } from '../../nodes/JiraResolvedUntil/JiraResolvedUntil.node';
import { JiraSync } from '../../nodes/JiraSync/JiraSync.node';
import { JiraSyncTrigger } from '../../nodes/JiraSyncTrigger/JiraSyncTrigger.node';

interface Described {
	readonly name: string;
	readonly node: {
		readonly description: INodeTypeDescription;
		readonly methods?: Readonly<Record<string, object>>;
	};
}

const nodes: readonly Described[] = [
	{ name: 'JiraIssue', node: new JiraIssue() },
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

describe.each(nodes)('$name', ({ name, node }) => {
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

	it('knows every credential of the package', () => {
		const names = [new JiraSyncBasicApi(), new JiraSyncPatApi()].map((type) => type.name);

		expect(description.credentials?.map((credential) => credential.name)).toEqual(names);
	});
});
