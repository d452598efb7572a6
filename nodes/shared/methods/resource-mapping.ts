import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { asError, isFailure } from '../../../src/model/failure';
import { toNodeError } from '../../../src/n8n/errors';
import {
	createMapperFields,
	editMapperFields,
	textMapperField,
	type MapperStyle,
} from '../../../src/n8n/mapper-fields';
import { openClient } from '../../../src/n8n/runtime';
import { chosen } from './choices';

/** Parameters of the node beside the mapper say these. */
const NAMED_BY_PARAMETERS = ['project', 'issuetype', 'summary', 'description'];
/** Not set in an edit request: Jira has other requests for them. */
const NOT_EDITABLE = ['project', 'issuetype', 'attachment', 'comment'];

/** Fields of the create screen, each with the input that suits it; selects get their values as a list. */
async function getCreateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await createFields(this, NAMED_BY_PARAMETERS, 'typed');
}

/** Fields of the create screen, all as text, so that each can hold `$attribute`. */
async function getTemplateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await createFields(this, [...NAMED_BY_PARAMETERS, 'labels'], 'text');
}

/** Fields that can be edited in the chosen issue now, or, where the issue is an expression, fields of the site. */
async function getUpdateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const idOrKey = chosen(this, 'issue');
	return await formAnswer(this, async () => {
		const client = await openClient(this);
		if (idOrKey === '') return { fields: (await client.fields()).map(textMapperField) };
		const fields = await client.editFields(idOrKey);
		return { fields: editMapperFields(fields.filter(({ id }) => !NOT_EDITABLE.includes(id))) };
	});
}

async function createFields(
	context: ILoadOptionsFunctions,
	without: readonly string[],
	style: MapperStyle,
): Promise<ResourceMapperFields> {
	const project = chosen(context, 'project');
	const issueType = chosen(context, 'issueType');
	if (project === '' || issueType === '') return { fields: [] };
	return await formAnswer(context, async () => {
		const client = await openClient(context);
		const fields = await client.createFields(project, issueType);
		const wanted = fields.filter(({ id }) => !without.includes(id));
		return { fields: createMapperFields(wanted, style, client.deployment) };
	});
}

/** Who may not see which fields there are can still name them; the form then says how, and not that something is broken. */
async function formAnswer(
	context: ILoadOptionsFunctions,
	load: () => Promise<ResourceMapperFields>,
): Promise<ResourceMapperFields> {
	try {
		return await load();
	} catch (error) {
		if (isFailure(error, 'permission')) return { fields: [], emptyFieldsNotice: NOT_ALLOWED };
		throw toNodeError(context.getNode(), asError(error));
	}
}

const NOT_ALLOWED =
	'Jira does not let this account see which fields there are. Name them by ID in the option "Fields as JSON", for example { "customfield_10010": "Major" }.';

export const resourceMapping = { getCreateFields, getTemplateFields, getUpdateFields };
