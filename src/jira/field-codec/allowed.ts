import type { AllowedValue } from '../../model/field-schema';
import { namesInOrder } from '../nearest';

/** The allowed value that a text means: its name, then its name in other letter case, then its id. */
export function findAllowed(
	allowed: readonly AllowedValue[],
	text: string,
): AllowedValue | undefined {
	const wanted = text.trim();
	const folded = wanted.toLowerCase();
	return (
		allowed.find(({ name }) => name === wanted) ??
		allowed.find(({ name }) => name.trim().toLowerCase() === folded) ??
		allowed.find(({ id }) => id !== '' && id === wanted)
	);
}

/** Says that a value is not allowed, and which are. */
export function notAllowed(text: string, allowed: readonly AllowedValue[]): string {
	const names = allowed.map(({ name }) => name);
	const list = names.length === 0 ? 'none yet' : namesInOrder(text, names);
	return `"${text}" is not an allowed value. Allowed: ${list}.`;
}
