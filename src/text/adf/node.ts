import { isObject, type UnknownRecord } from '../../model/decode';

/** Type of a node of an Atlassian document; empty when it has none. */
export function typeOf(node: UnknownRecord): string {
	return typeof node['type'] === 'string' ? node['type'] : '';
}

/** Child nodes; what is no object is passed over. */
export function children(node: UnknownRecord): readonly UnknownRecord[] {
	return Array.isArray(node['content']) ? node['content'].filter(isObject) : [];
}

/** Attributes of a node or mark; none when they are missing. */
export function attributes(node: UnknownRecord): UnknownRecord {
	return isObject(node['attrs']) ? node['attrs'] : {};
}

/** A text attribute; empty when it is missing or of another type. */
export function textAttribute(attrs: UnknownRecord, key: string): string {
	const value = attrs[key];
	return typeof value === 'string' ? value : '';
}

/** A number attribute; nothing when it is missing or of another type. */
export function numberAttribute(attrs: UnknownRecord, key: string): number | undefined {
	const value = attrs[key];
	return typeof value === 'number' ? value : undefined;
}

/** The day of a time in milliseconds, as `2026-11-21`; empty for what is no time. */
export function isoDay(milliseconds: number): string {
	const date = new Date(milliseconds);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
