import type {
	FieldType,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import type { FieldMeta } from '../../../src/model/field-schema';
import { toNodeError } from '../../../src/n8n/errors';
import { openClient } from '../../../src/n8n/runtime';
import { chosen } from './choices';

/** Parameters of the node beside the mapper say these. */
const NAMED_BY_PARAMETERS = ['project', 'issuetype', 'summary', 'description'];
/** Not set in an edit request: Jira has other requests for them. */
const NOT_EDITABLE = ['project', 'issuetype', 'attachment', 'issuelinks'];

/** Fields of the create screen; single selects get their values as a list. */
async function getCreateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const fields = await createFields(this, NAMED_BY_PARAMETERS);
	return { fields: fields.map((field) => mapperField(field, 'typed')) };
}

/** Fields of the create screen, all as text, so that each can hold `$attribute`. */
async function getTemplateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const fields = await createFields(this, [...NAMED_BY_PARAMETERS, 'labels']);
	return { fields: fields.map((field) => mapperField(field, 'text')) };
}

/** Fields that issues of the chosen issue's project and type have. */
async function getUpdateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const idOrKey = chosen(this, 'issue');
	try {
		const client = await openClient(this);
		if (idOrKey === '') {
			const all = await client.fields();
			return { fields: all.map((field) => optionalText(field)) };
		}
		const issue = await client.readIssue(idOrKey, { fields: [], properties: [] });
		const fields = await client.createFields(issue.projectKey, issue.issueType.id);
		return {
			fields: fields
				.filter(({ id }) => !NOT_EDITABLE.includes(id))
				.map((field) => ({ ...mapperField(field, 'typed'), required: false, removed: true })),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

async function createFields(
	context: ILoadOptionsFunctions,
	without: readonly string[],
): Promise<readonly FieldMeta[]> {
	const project = chosen(context, 'project');
	const issueType = chosen(context, 'issueType');
	if (project === '' || issueType === '') return [];
	try {
		const fields = await (await openClient(context)).createFields(project, issueType);
		return fields.filter(({ id }) => !without.includes(id));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

function mapperField(field: FieldMeta, style: 'typed' | 'text'): ResourceMapperField {
	const required = field.required && !field.hasDefault;
	const type = style === 'text' ? 'string' : mapperType(field);
	return {
		...optionalText(field),
		required,
		removed: !required,
		type,
		...(type === 'options' && {
			options: (field.allowedValues ?? []).map(({ name }) => ({ name, value: name })),
		}),
	};
}

function optionalText({ id, name }: Pick<FieldMeta, 'id' | 'name'>): ResourceMapperField {
	return {
		id,
		displayName: name,
		defaultMatch: false,
		canBeUsedToMatch: false,
		required: false,
		display: true,
		removed: true,
		type: 'string',
	};
}

/** There is no input for several choices, so lists are text with commas. */
function mapperType({ schema, allowedValues = [] }: FieldMeta): FieldType {
	if (schema.type === 'number') return 'number';
	if (schema.type === 'date' || schema.type === 'datetime') return 'dateTime';
	const isSingle = schema.type !== 'array' && schema.type !== 'option-with-child';
	return isSingle && allowedValues.length > 0 ? 'options' : 'string';
}

export const resourceMapping = { getCreateFields, getTemplateFields, getUpdateFields };
