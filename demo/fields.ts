import type { INodeParameters } from 'n8n-workflow';

/** The template that the story uses: every hole is an attribute of the error, every id a field of the stand-in's project. */
export function demoFields(): INodeParameters {
	const value = {
		customfield_10010: 'std::terminate',
		customfield_10012: '$occurrences',
		customfield_10013: '$severity',
		customfield_10014: '$version',
		customfield_10015: '$platform',
		customfield_10016: '$owner',
	};
	return {
		summaryTemplate: '$classifiers in std::terminate ($environment)',
		fields: {
			mappingMode: 'defineBelow',
			value,
			matchingColumns: [],
			schema: Object.keys(value).map((id) => ({
				id,
				displayName: id,
				required: false,
				defaultMatch: false,
				display: true,
				type: 'string',
				canBeUsedToMatch: false,
			})),
			attemptToConvertTypes: false,
			convertFieldsToString: true,
		},
	};
}
