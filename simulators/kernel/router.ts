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

/** Paths compiled for a list of routes; what is found names its place in the list. */
type Compiled = ReturnType<typeof findMyWay>;

/** Compiling costs milliseconds and is the same for every simulator with the same routes; there are a handful of such lists. */
const compiled = new Map<string, Compiled>();

function compile(routes: readonly (readonly [RouteMethod, string])[]): Compiled {
	const key = routes.map((route) => route.join(' ')).join('\n');
	const known = compiled.get(key);
	if (known !== undefined) return known;
	const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 1000 });
	for (const [index, [method, path]] of routes.entries())
		router.on(method, path, () => undefined, { index });
	compiled.set(key, router);
	return router;
}

/**
 * A router over `find-my-way`: static parts win over `:parameters`; a trailing slash does not matter. Two routes that are the
 * same are refused at the first look-up.
 */
export function createRouter<Handler>(): Router<Handler> {
	const routes: (readonly [RouteMethod, string])[] = [];
	const handlers: Handler[] = [];
	let router: Compiled | undefined;
	return {
		add: (method, path, handler) => {
			routes.push([method, path]);
			handlers.push(handler);
			router = undefined;
		},
		find: (method, path) => {
			if (!isRouteMethod(method)) return undefined;
			router ??= compile(routes);
			const found = router.find(method, path);
			if (found === null) return undefined;
			const handler = handlers[Number((found.store as { index: number }).index)];
			if (handler === undefined) return undefined;
			const params = Object.entries(found.params).map(([name, value]) => [name, value ?? '']);
			return { handler, params: Object.fromEntries(params) };
		},
	};
}
