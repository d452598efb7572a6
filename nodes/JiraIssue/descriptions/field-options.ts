import type { INodeProperties } from 'n8n-workflow';

/** Fields by name or ID, for what the form cannot list and for whoever has them as JSON already. */
export const fieldsJsonOption: INodeProperties = {
	displayName: 'Fields as JSON',
	name: 'fieldsJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "Severity": "Major", "customfield_10010": 5 }',
	description:
		'Further fields by name or ID, with their values; null clears a field. For fields that the form does not list.',
};

/** Fields that an update empties: the form leaves out what is empty. */
export const clearFieldsOption: INodeProperties = {
	displayName: 'Fields to Clear Names or IDs',
	name: 'clearFields',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getFields' },
	default: [],
	description:
		'Fields that are emptied. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
