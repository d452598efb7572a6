import type { INodeProperties } from 'n8n-workflow';
import { presetProperty } from '../../shared/descriptions/record';
import { templateProperties } from '../../shared/descriptions/template';
import { statusProperties } from './mapping';

const SHOW = { operation: ['checkSetup'] };

/** Parts of the template that decide which fields a new issue gets; the others need no check. */
const TEMPLATE_PARTS = ['project', 'issueType', 'bodyTemplate', 'labelsTemplate', 'fields'];
const FIELD_CHOICES = ['bodyField', 'labelsField'];

/** The same inputs as for creating and syncing, as far as they can be checked without a record. */
export const setupProperties: INodeProperties[] = [
	presetProperty(SHOW),
	...templateProperties(SHOW, 0).flatMap((property) => {
		if (TEMPLATE_PARTS.includes(property.name)) return [property];
		if (property.name !== 'templateOptions') return [];
		const options = (property.options ?? []).filter(({ name }) => FIELD_CHOICES.includes(name));
		return [{ ...property, options }];
	}),
	...statusProperties(SHOW),
];
