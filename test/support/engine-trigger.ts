import { webhookSecrets } from '../../src/auth/webhook-secret';
import { createJiraSite, type JiraSite, type JiraSiteOptions } from '../../simulators/jira';
import { createReceiver, type Receiver, type ReceiverOptions } from './engine-receiver';

/** A webhook as Jira lists it. */
export type ListedHook = Readonly<Record<string, unknown>>;

/** The trigger at a simulated Jira: both speak HTTP with each other. */
export interface TriggerWorld {
	readonly site: JiraSite;
	readonly receiver: Receiver;
	/** Address of the site, and the header of its administrator. */
	readonly url: string;
	readonly authorization: string;
	/** Secret that deliveries are signed with. */
	readonly secret: string;
	/** The account's own token. */
	readonly token: string;
	hooks(): Promise<readonly ListedHook[]>;
	/** As an administrator would on Jira's page; Jira replaces what is given, Data Center 10 and later everything. */
	edit(hook: ListedHook, change: object): Promise<void>;
	/** An administrator makes one more. */
	add(hook: object): Promise<void>;
	/** An administrator removes all webhooks by hand. */
	removeAll(): Promise<void>;
	/** Another node at the same Jira and address, for example on another n8n or with other parameters. */
	again(options: Partial<ReceiverOptions>): Promise<Receiver>;
}

export const CLOUD = { deployment: 'cloud' } as const;
export const NINE = { deployment: 'dataCenter', version: '9.12.1' } as const;
export const TEN = { deployment: 'dataCenter', version: '10.3.2' } as const;
export const ELEVEN = { deployment: 'dataCenter', version: '11.3.1' } as const;

/** All products that differ in webhooks, for `describe.each`. */
export const PRODUCTS = [
	['Cloud', CLOUD],
	['Data Center 9', NINE],
	['Data Center 10', TEN],
	['Data Center 11', ELEVEN],
] as const satisfies readonly (readonly [string, JiraSiteOptions])[];

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

/** A fresh site and a trigger with an administrator's credential; both are closed after the test. */
export async function createTriggerWorld(
	options: JiraSiteOptions,
	more: object = {},
	user: 'admin' | 'kim' = 'admin',
	credential: object = {},
): Promise<TriggerWorld> {
	const site = createJiraSite(options);
	const server = await site.listen();
	const isCloud = options.deployment === 'cloud';
	const token = isCloud ? `cloud-token-${user}` : `pat-${user}`;
	const account = isCloud ? { user: `${user}@example.com`, password: token } : { token };
	const given: ReceiverOptions = {
		parameters: {
			authentication: isCloud ? 'basic' : 'pat',
			registration: 'automatic',
			events: ['issueCreated', 'issueUpdated', 'commentCreated'],
			...more,
		},
		credential: { baseUrl: server.url, ...account, ...credential },
	};
	const receiver = await createReceiver(given);
	opened.push(server, receiver);
	const modern = options.version !== undefined && Number.parseInt(options.version, 10) >= 10;
	const path = modern ? '/rest/jira-webhook/1.0/webhooks' : '/rest/webhooks/1.0/webhook';
	const admin = site.transport('admin');
	const hooks = async () =>
		(await admin.send({ method: 'GET', path })).body as readonly ListedHook[];
	const addressOf = ({ id, self }: ListedHook) =>
		typeof self === 'string' ? self.replace(server.url, '') : `${path}/${String(id)}`;
	const source = { secret: '', previousSecret: '', key: token };
	return {
		site,
		receiver,
		url: server.url,
		authorization: isCloud
			? `Basic ${Buffer.from('admin@example.com:cloud-token-admin').toString('base64')}`
			: 'Bearer pat-admin',
		secret: webhookSecrets(source, receiver.webhookUrl)[0] ?? '',
		token,
		hooks,
		edit: async (hook, change) => {
			const body = { ...(modern && hook), ...change };
			const { status } = await admin.send({ method: 'PUT', path: addressOf(hook), body });
			if (status !== 200) throw new Error(`the webhook cannot be edited (${status})`);
		},
		add: async (hook) => void (await admin.send({ method: 'POST', path, body: hook })),
		removeAll: async () => {
			for (const hook of await hooks())
				await admin.send({ method: 'DELETE', path: addressOf(hook) });
		},
		again: async (change) => {
			const parameters = { ...given.parameters, ...change.parameters };
			const other = await createReceiver({ ...given, ...change, parameters });
			opened.push(other);
			return other;
		},
	};
}
