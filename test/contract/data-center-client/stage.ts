import {
	createJiraSite,
	observeExchanges,
	SEED_USERS,
	type JiraSite,
} from '../../../simulators/jira';
import { isObject } from '../../../src/model/decode';
import { createCaller, type ClientCaller } from '../../support/judges/client-caller';
import { listRoutes, type RouteList } from '../../support/simulated-routes';

/** A simulated Data Center over HTTP, with the generated client. */
export interface Stage {
	readonly site: JiraSite;
	readonly routes: RouteList;
	readonly jira: ClientCaller;
	/** Whose token the client sends from now on: its configuration is one for all. */
	readonly speakAs: (user: 'sync' | 'admin' | 'noperm') => void;
	readonly url: string;
	readonly close: () => Promise<void>;
}

/** Starts a site; `client` is the generated client. */
export async function openStage(client: object): Promise<Stage> {
	const site = createJiraSite({ deployment: 'dataCenter' });
	const routes = listRoutes({ deployment: 'dataCenter' });
	const stop = observeExchanges(({ method, path }) => routes.note(method, path));
	const server = await site.listen();
	const configuration: unknown = Reflect.get(client, 'OpenAPI');
	if (!isObject(configuration)) throw new Error('The client has no configuration');
	const speakAs = (user: 'sync' | 'admin' | 'noperm'): void => {
		const given = { BASE: `${server.url}/rest`, TOKEN: SEED_USERS[user].pat };
		Object.assign(configuration, { ...given, ENCODE_PATH: encodeURIComponent });
	};
	speakAs('sync');
	const close = async (): Promise<void> => {
		stop();
		await server.close();
	};
	return { site, routes, jira: createCaller(client), speakAs, url: server.url, close };
}

/** The generated function takes one blob where the form wants a named part, so the form is sent without it. */
export async function sendFile({ url }: Stage, issue: string): Promise<number> {
	const form = new FormData();
	form.append('file', new Blob(['stack trace'], { type: 'text/plain' }), 'trace.txt');
	const authorization = `Bearer ${SEED_USERS.sync.pat}`;
	const headers = { authorization, 'x-atlassian-token': 'no-check' };
	const address = `${url}/rest/api/2/issue/${issue}/attachments`;
	const answer = await fetch(address, { method: 'POST', headers, body: form });
	await answer.arrayBuffer();
	return answer.status;
}
