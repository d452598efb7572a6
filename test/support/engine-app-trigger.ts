import { createJiraSite, type JiraSite, type JiraSiteOptions } from '../../simulators/jira';
import { createReceiver, type Receiver, type ReceiverOptions } from './engine-receiver';
import { CLOUD_APP, connectApp } from './oauth-app';

/** The trigger at a simulated Cloud, connected with OAuth 2.0: both speak HTTP with each other. */
export interface AppWorld {
	readonly site: JiraSite;
	readonly receiver: Receiver;
	/** Webhooks of the app, as Jira lists them. */
	hooks(): Promise<readonly Readonly<Record<string, unknown>>[]>;
	/** The app does something else: `POST` a webhook, `DELETE` one. */
	app(method: 'POST' | 'DELETE', body: object): Promise<void>;
	/** How far Jira's clock is behind ours, in milliseconds. */
	setBehind(milliseconds: number): void;
	/** Another n8n, or the same at another address, with the same app. */
	again(options: Partial<ReceiverOptions>): Promise<Receiver>;
}

export const DAY = 24 * 60 * 60 * 1000;
export const APP_HOOKS = '/rest/api/3/webhook';
const SCOPES = 'read:jira-work write:jira-work read:jira-user manage:jira-webhook offline_access';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

/** A fresh site and a trigger of an app that was connected with these scopes; both are closed after the test. */
export async function createAppWorld({
	more = {},
	scope = SCOPES,
	webhooks = {},
}: {
	readonly more?: object;
	readonly scope?: string;
	readonly webhooks?: NonNullable<JiraSiteOptions['webhooks']>;
} = {}): Promise<AppWorld> {
	let behind = 0;
	const now = () => Date.now() - behind;
	const site = createJiraSite({ deployment: 'cloud', now, webhooks });
	const server = await site.listen();
	// Tokens end after an hour; here the clock jumps by weeks.
	site.oauth.addClient({ ...CLOUD_APP, accessSeconds: 1e8 });
	const access = await connectApp(server.url, scope);
	const given: ReceiverOptions = {
		parameters: {
			authentication: 'oAuth2',
			registration: 'automatic',
			events: ['issueCreated', 'issueUpdated'],
			projects: ['CRASH'],
			...more,
		},
		credential: {
			baseUrl: server.url,
			apiHost: server.url,
			clientSecret: CLOUD_APP.secret,
			oauthTokenData: { access_token: access },
		},
	};
	const receiver = await createReceiver(given);
	opened.push(server, receiver);
	const door = site.transport('admin', { viaApp: true });
	return {
		site,
		receiver,
		hooks: async () => {
			const { body } = await door.send({ method: 'GET', path: APP_HOOKS });
			return (body as { values: Readonly<Record<string, unknown>>[] }).values;
		},
		app: async (method, body) => void (await door.send({ method, path: APP_HOOKS, body })),
		setBehind: (milliseconds) => {
			behind = milliseconds;
		},
		again: async (change) => {
			const other = await createReceiver({
				...given,
				...change,
				parameters: { ...given.parameters, ...change.parameters },
			});
			opened.push(other);
			return other;
		},
	};
}
