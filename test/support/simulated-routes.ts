import { createRouter } from '../../simulators/kernel/router';
import type { JiraSiteOptions } from '../../simulators/jira/index';
import { addRoutes } from '../../simulators/jira/rest/routes';
import { createWorld } from '../../simulators/jira/state/world';
import { createWebhookStore } from '../../simulators/jira/webhooks/store';

/** The routes of a simulated Jira, and which of them were used. */
export interface RouteList {
	/** `METHOD /path/:parameter` */
	readonly names: readonly string[];
	/** The route of a request; nothing when there is none. */
	nameOf(method: string, path: string): string | undefined;
	/** Notes a request; unknown ones are ignored. */
	note(method: string, path: string): void;
	/** Routes that no request used yet. */
	unused(): readonly string[];
}

/** Lists every route of a simulated Jira. */
export function listRoutes(options: JiraSiteOptions): RouteList {
	const router = createRouter<string>();
	const names: string[] = [];
	const used = new Set<string>();
	addRoutes(createWorld(options), createWebhookStore(), (method, path) => {
		const name = `${method} ${path}`;
		names.push(name);
		router.add(method, path, name);
	});
	const nameOf = (method: string, path: string) => router.find(method, path)?.handler;
	return {
		names,
		nameOf,
		note: (method, path) => {
			const name = nameOf(method, path);
			if (name !== undefined) used.add(name);
		},
		unused: () => names.filter((name) => !used.has(name)),
	};
}
