import { isObject, type UnknownRecord } from '../../../src/model/decode';

/** Calls functions of a foreign client by name, and counts. */
export interface ClientCaller {
	/** Calls `group.function`; the answer as an object. Throws what the client throws. */
	call(name: string, ...parameters: readonly unknown[]): Promise<UnknownRecord>;
	/** Calls what must be refused; the HTTP status with which it was. */
	refused(name: string, ...parameters: readonly unknown[]): Promise<number>;
	calls(): number;
	/** Calls that failed where the facts say that they succeed, or the other way round. */
	failures(): number;
}

/** Makes a caller; `groups` maps the names of groups to objects with functions. */
export function createCaller(groups: object): ClientCaller {
	let calls = 0;
	let failures = 0;
	const send = async (name: string, parameters: readonly unknown[]): Promise<unknown> => {
		calls += 1;
		return await functionOf(groups, name)(...parameters);
	};
	return {
		call: async (name, ...parameters) => {
			failures += 1;
			const answer = await send(name, parameters);
			failures -= 1;
			return isObject(answer) ? answer : { answer };
		},
		refused: async (name, ...parameters) => {
			const outcome = await send(name, parameters).then(
				() => undefined,
				(error: unknown) => error,
			);
			const status = isObject(outcome) ? outcome['status'] : undefined;
			if (typeof status === 'number') return status;
			failures += 1;
			throw outcome ?? new Error(`${name} was not refused`);
		},
		calls: () => calls,
		failures: () => failures,
	};
}

type AnyFunction = (...parameters: readonly unknown[]) => Promise<unknown>;

function functionOf(groups: object, name: string): AnyFunction {
	const [group = '', method = ''] = name.split('.');
	const holder = Object.entries(groups).find(([key]) => key === group)?.[1] as unknown;
	const held = holder as Readonly<Record<string, unknown>> | undefined;
	const found = held?.[method];
	if (typeof found !== 'function') throw new Error(`The client has no ${name}`);
	return (...parameters) => (found as AnyFunction).apply(holder, [...parameters]);
}
