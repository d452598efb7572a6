import type { AllowedValue } from '../../model/field-schema';
import { namesInOrder, nearest } from '../nearest';
import { shown } from './codec';

/** The allowed value that a text means: its name, then its name in other letter case, then its key or id. */
export function findAllowed(
	allowed: readonly AllowedValue[],
	text: string,
): AllowedValue | undefined {
	const wanted = text.trim();
	const folded = wanted.toLowerCase();
	return (
		allowed.find(({ name }) => name === wanted) ??
		allowed.find(({ name }) => name.trim().toLowerCase() === folded) ??
		allowed.find(({ key }) => key !== undefined && key.toLowerCase() === folded) ??
		allowed.find(({ id }) => id !== '' && id === wanted)
	);
}

/** Says that a value is not allowed, and which are, the nearest first. */
export function notAllowed(text: string, allowed: readonly AllowedValue[]): string {
	if (allowed.length === 0) return `"${shown(text)}" is not an allowed value. There are none yet.`;
	const names = allowed.map(({ name, key }) => key ?? name);
	const near = nearest(text, names);
	const question = near === undefined ? '' : ` Did you mean "${near}"?`;
	return `"${shown(text)}" is not an allowed value.${question} Allowed: ${namesInOrder(text, names)}.`;
}
