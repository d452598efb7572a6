/**
 * The value that an object holds itself. Names come from foreign systems: `constructor` or `__proto__` must not reach what every
 * object inherits.
 */
export function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
	return Object.hasOwn(values, name) ? values[name] : undefined;
}
