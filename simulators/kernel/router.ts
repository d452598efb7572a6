import findMyWay from 'find-my-way';

/** What a path matched: the handler that was registered and the parameters, URL-decoded. */
export interface RouteMatch<Handler> {
	readonly handler: Handler;
	readonly params: Readonly<Record<string, string>>;
}

/** Routes of a simulator; `Handler` is whatever the simulator wants to keep per route. */
export interface Router<Handler> {
	add(method: RouteMethod, path: string, handler: Handler): void;
	find(method: string, path: string): RouteMatch<Handler> | undefined;
}

export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

function isRouteMethod(method: string): method is RouteMethod {
	return METHODS.includes(method);
}

/** A router over `find-my-way`: static parts win over `:parameters`; a trailing slash does not matter. */
export function createRouter<Handler>(): Router<Handler> {
	const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 1000 });
	const handlers: Handler[] = [];
	return {
		add: (method, path, handler) => {
			const index = handlers.push(handler) - 1;
			router.on(method, path, () => undefined, { index });
		},
		find: (method, path) => {
			if (!isRouteMethod(method)) return undefined;
			const found = router.find(method, path);
			if (found === null) return undefined;
			const handler = handlers[Number((found.store as { index: number }).index)];
			if (handler === undefined) return undefined;
			const params = Object.entries(found.params).map(([name, value]) => [name, value ?? '']);
			return { handler, params: Object.fromEntries(params) };
		},
	};
}
