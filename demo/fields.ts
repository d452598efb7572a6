import type { INodeParameters, ResourceMapperField } from 'n8n-workflow';
import type { N8nClient, WorkflowDefinition } from '../test/support/n8n/n8n-client';

type Node = WorkflowDefinition['nodes'][number];

/** The template that the story uses: every hole is an attribute of the error, every id a field of the stand-in's project. */
const VALUES = {
	customfield_10010: 'std::terminate',
	customfield_10012: '$occurrences',
	customfield_10013: '$severity',
	customfield_10014: '$version',
	customfield_10015: '$platform',
	customfield_10016: '$owner',
} as const;

/** Fills in what a user fills in by hand: the summary, and the fields of their own project, as the editor stores them. */
export async function demoFields(
	client: N8nClient,
	node: Node,
	parameters: INodeParameters,
): Promise<INodeParameters> {
	const { fields } = await client.rest<{ readonly fields: readonly ResourceMapperField[] }>(
		'POST',
		'/dynamic-node-parameters/resource-mapper-fields',
		{
			path: 'parameters.fields',
			methodName: 'getTemplateFields',
			nodeTypeAndVersion: { name: node.type, version: node.typeVersion ?? 1 },
			currentNodeParameters: parameters,
			credentials: node.credentials,
		},
	);
	return {
		summaryTemplate: '$classifiers in std::terminate ($environment)',
		fields: {
			mappingMode: 'defineBelow',
			value: VALUES,
			matchingColumns: [],
			schema: fields.map((field) => ({ ...field, removed: !(field.id in VALUES) })),
			attemptToConvertTypes: false,
			convertFieldsToString: true,
		},
	} as unknown as INodeParameters;
}
