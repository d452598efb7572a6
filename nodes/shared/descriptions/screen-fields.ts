import type { INodeProperties } from 'n8n-workflow';

/** Values for the screens that transitions show: asked for wherever an issue is moved. */
export const screenFields: INodeProperties = {
	displayName: 'Screen Fields',
	name: 'screenFields',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		fixedCollection: { itemTitle: '={{ $collection.item.value.id }}' },
	},
	placeholder: 'Add field',
	default: {},
	description: 'Values for fields of transition screens, used only where a screen has them',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'id',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getFieldsToChoose' },
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};
