import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { toNodeError } from '../../../src/n8n/errors';
import { openClient, type JiraRuntime } from '../../../src/n8n/runtime';
import { getFieldsToMap, getProjectStatuses } from './mapping-options';

type Field = Awaited<ReturnType<JiraRuntime['client']['fields']>>[number];

async function fieldOptions(
	context: ILoadOptionsFunctions,
	isWanted: (field: Field) => boolean,
): Promise<INodePropertyOptions[]> {
	try {
		const fields = await (await openClient(context)).fields();
		return fields
			.filter(isWanted)
			.map(({ id, name }) => ({ name, value: id, description: id }))
			.sort((left, right) => left.name.localeCompare(right.name));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** All fields of the site. */
async function getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await fieldOptions(this, () => true);
}

/** The same for a row of a form, which begins without a field: n8n marks an empty value that its list lacks. */
async function getFieldsToChoose(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return [{ name: 'Choose a Field', value: '' }, ...(await getFields.call(this))];
}

/** Fields that hold text. */
async function getTextFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await fieldOptions(this, ({ schema }) => schema.type === 'string');
}

/** Fields that hold a list of free words. */
async function getLabelFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await fieldOptions(
		this,
		({ schema }) => schema.type === 'array' && schema.items === 'string',
	);
}

/** Fields that can name the version of a fix. */
async function getVersionFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await fieldOptions(
		this,
		({ schema }) =>
			['version', 'string'].includes(schema.type) ||
			(schema.type === 'array' && ['version', 'string'].includes(schema.items ?? '')),
	);
}

/** The same for a rule, which may leave the field to the settings: n8n marks an empty value that its list lacks. */
async function getRuleVersionFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return [{ name: 'As Outside the Rules', value: '' }, ...(await getVersionFields.call(this))];
}

/** Fields as a change names them: custom fields by display name, because Data Center sends no IDs with a change. */
async function getChangeFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const fields = await fieldOptions(this, () => true);
	return fields.map(({ name, value }) => ({
		name,
		value: String(value).startsWith('customfield_') ? name : value,
	}));
}

/** All projects that the account sees, by key. */
async function getProjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const projects = await (await openClient(this)).projects('');
		return projects.map(({ key, name }) => ({ name: `${name} (${key})`, value: key }));
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

export const loadOptions = {
	getChangeFields,
	getFields,
	getFieldsToChoose,
	getFieldsToMap,
	getLabelFields,
	getProjectStatuses,
	getProjects,
	getRuleVersionFields,
	getTextFields,
	getVersionFields,
};
