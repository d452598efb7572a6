import {
	createJiraSite,
	observeExchanges,
	SEED_USERS,
	type JiraSite,
} from '../../../simulators/jira';
import { createCaller, type ClientCaller } from '../../support/judges/client-caller';
import { listRoutes, type RouteList } from '../../support/simulated-routes';

/** The issue on which the tests of jira.js work one after the other. */
export const ISSUE = 'CRASH-1';

/** A document with one paragraph. */
export const doc = (text: string): object => ({
	type: 'doc',
	version: 1,
	content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** A simulated Cloud over HTTP, with jira.js as its client. */
export interface Stage {
	readonly site: JiraSite;
	readonly routes: RouteList;
	readonly as: (user: 'sync' | 'admin' | 'noperm') => ClientCaller;
	readonly jira: ClientCaller;
	readonly admin: ClientCaller;
	readonly close: () => Promise<void>;
}

/** Starts a site; `library` is jira.js. Groups of Jira Software's functions are called `agileBoard` and so on. */
export async function openStage(library: object): Promise<Stage> {
	const site = createJiraSite({ deployment: 'cloud' });
	const routes = listRoutes({ deployment: 'cloud' });
	const stop = observeExchanges(({ method, path }) => routes.note(method, path));
	const server = await site.listen();
	const as = (user: 'sync' | 'admin' | 'noperm'): ClientCaller => {
		const { emailAddress: email, token: apiToken } = SEED_USERS[user];
		const options = { host: server.url, auth: { type: 'basic', email, apiToken } };
		const make = (name: string): object => {
			const factory: unknown = Reflect.get(library, name);
			if (typeof factory !== 'function') throw new Error(`jira.js has no ${name}`);
			return factory(options) as object;
		};
		const agile = Object.entries(make('createAgileClient')).map(([name, group]) => [
			`agile${name.charAt(0).toUpperCase()}${name.slice(1)}`,
			group as unknown,
		]);
		return createCaller({ ...make('createCloudClient'), ...Object.fromEntries(agile) });
	};
	const close = async (): Promise<void> => {
		stop();
		await server.close();
	};
	return { site, routes, as, jira: as('sync'), admin: as('admin'), close };
}
