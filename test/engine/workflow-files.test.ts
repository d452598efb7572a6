import {
	NodeHelpers,
	type IConnections,
	type INode,
	type INodeParameters,
	type INodeProperties,
} from 'n8n-workflow';
import { useEngine } from '../support/engine-jira';
import { OUR_NODES, readWorkflow, WORKFLOW_FILES } from '../support/engine-workflows';

const { engine } = useEngine();

describe.each(WORKFLOW_FILES)('%s', (file) => {
	const workflow = readWorkflow(file);
	const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));

	it('uses node types and parameters that exist, and nothing that is required is missing', () => {
		for (const node of workflow.nodes) {
			const { description } = NodeHelpers.getVersionedNodeType(
				engine().nodeType(node.type),
				node.typeVersion,
			);
			const known = NodeHelpers.getNodeParameters(
				description.properties,
				node.parameters,
				true,
				false,
				node,
				description,
			);
			expect({ node: node.name, ...known }).toMatchObject({ node: node.name, ...node.parameters });
			const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
			expect({ node: node.name, issues: issues?.parameters }).toEqual({ node: node.name });
			if (node.type.startsWith(OUR_NODES))
				refuseUnknownChoices(description.properties, node.parameters);
		}
	});

	it('connects every node, through outputs that exist', () => {
		const names = nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const targets = new Set<string>();
		for (const [source, { main = [] }] of Object.entries(workflow.connections)) {
			expect(names).toContain(source);
			const node = nodes.find(({ name }) => name === source);
			expect(main.length).toBeLessThanOrEqual(outputCount(node));
			for (const { node: target } of main.flatMap((output) => output ?? [])) targets.add(target);
		}
		const starts = names.filter((name) => !targets.has(name));
		expect(starts).toHaveLength(1);
		for (const target of targets) expect(names).toContain(target);
	});

	it('asks in expressions only nodes that ran before', () => {
		for (const node of nodes) {
			const text = JSON.stringify(node.parameters);
			const asked = [...text.matchAll(/\$\((?:\\"|')(.+?)(?:\\"|')\)/g)].map(([, name]) => name);
			for (const name of asked)
				expect([...ancestorsOf(node.name, workflow.connections)]).toContain(name);
		}
	});
});

/** Options of our own nodes are lists in the description: a value outside is a typing mistake. */
function refuseUnknownChoices(properties: readonly INodeProperties[], values: INodeParameters) {
	for (const { name, type, options, typeOptions } of properties) {
		const value = values[name];
		const choices = (options ?? []).flatMap((entry) => ('value' in entry ? [entry.value] : []));
		const isFree = typeOptions?.loadOptionsMethod !== undefined || choices.length === 0;
		if (value === undefined || isFree || String(value).startsWith('=')) continue;
		if (type === 'options') expect(choices).toContain(value);
		if (type === 'multiOptions') expect(choices).toEqual(expect.arrayContaining(value as string[]));
	}
}

const SYNC_OUTPUTS: Readonly<Record<string, number>> = { confirm: 1, reconcileMany: 4 };

function outputCount(node: INode | undefined): number {
	if (node === undefined) return 0;
	const type = node.type.replace(/^.*\./, '');
	if (type === 'switch') return ruleCount(node.parameters);
	if (type === 'jiraSync') return SYNC_OUTPUTS[String(node.parameters['operation'])] ?? 3;
	if (type === 'jiraResolvedUntil') return 2;
	return type === 'jiraIssue' && node.parameters['operation'] === 'upsert' ? 2 : 1;
}

/** A Switch node has an output for each rule. */
function ruleCount({ rules }: INodeParameters): number {
	const values: unknown = Object(rules).values;
	return Array.isArray(values) ? values.length : 0;
}

/** A workflow may lead back to a node that ran. */
function ancestorsOf(
	name: string,
	connections: IConnections,
	known: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
	const parents = Object.entries(connections)
		.filter(([, { main = [] }]) => main.some((list) => list?.some(({ node }) => node === name)))
		.map(([parent]) => parent);
	return parents.reduce<ReadonlySet<string>>(
		(found, parent) =>
			found.has(parent) ? found : ancestorsOf(parent, connections, new Set([...found, parent])),
		known,
	);
}
