import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import { JiraSyncTrigger } from '../../nodes/JiraSyncTrigger/JiraSyncTrigger.node';
import { createFakeContext, type FakeContextOptions, type FakeCron } from '../node/fake-context';

const trigger = new JiraSyncTrigger();
let count = 0;

/** What came back for one delivery, all of it. */
export interface ReceivedAnswer {
	readonly status: number;
	readonly headers: string;
	readonly body: string;
}

/** A delivery to be sent by hand. Several values of a header are sent as several headers. */
export interface RawDelivery {
	readonly body: Buffer | string;
	readonly headers: Readonly<Record<string, string | readonly string[]>>;
	/** With its question mark. */
	readonly query?: string;
}

/** The trigger behind a web server, as n8n's: what it starts and what it answers. */
export interface Receiver {
	readonly webhookUrl: string;
	/** Events that started a run, since the last `clear`. */
	readonly started: readonly IDataObject[];
	/** What the trigger logged. */
	readonly warnings: readonly string[];
	clear(): void;
	hook(name: 'checkExists' | 'create' | 'delete'): Promise<boolean>;
	/** As when somebody listens for test events: another address, and static data of its own. */
	testHook(name: 'checkExists' | 'create' | 'delete', testData: IDataObject): Promise<boolean>;
	/** What n8n does beside registering the webhook when the workflow is activated: the clocks that were asked for. */
	start(): Promise<{
		readonly crons: readonly FakeCron[];
		readonly failures: readonly Error[];
		readonly warnings: readonly string[];
	}>;
	/** The static data is lost. */
	forget(): void;
	send(delivery: RawDelivery): Promise<ReceivedAnswer>;
	close(): Promise<void>;
}

/** What a trigger is set up with. */
export interface ReceiverOptions extends Pick<
	FakeContextOptions,
	'parameters' | 'credential' | 'instanceId' | 'staticData' | 'workflowName'
> {
	/** Path of the webhook's address. Default one of its own. */
	readonly path?: string;
}

/** Serves a trigger with these parameters and this credential on a free port. */
export async function createReceiver(options: ReceiverOptions): Promise<Receiver> {
	const started: IDataObject[] = [];
	const warnings: string[] = [];
	const staticData = options.staticData ?? {};
	const crons: FakeCron[] = [];
	let webhookUrl = '';
	const server = createServer((incoming, outgoing) => {
		void receive(incoming, outgoing).catch((error: unknown) => {
			outgoing.writeHead(500).end(String(error));
		});
	});
	async function receive(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array));
		const { context, answer, ...log } = createFakeContext({
			...options,
			staticData,
			webhookUrl,
			delivery: {
				body: Buffer.concat(chunks).toString('utf8'),
				headers: incoming.headers as Record<string, string>,
				query: queryOf(incoming.url ?? ''),
			},
		});
		const { workflowData } = await trigger.webhook.call(context);
		warnings.push(...log.warnings);
		for (const { json } of workflowData?.[0] ?? []) started.push(json);
		if (answer.status === undefined) outgoing.writeHead(200).end();
		else outgoing.writeHead(answer.status).end(JSON.stringify(answer.body));
	}
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = address !== null && typeof address === 'object' ? address.port : 0;
	// A path of its own: the trigger remembers deliveries by it.
	const path = options.path ?? `/webhook/1b2c${(count += 1)}/jira-sync`;
	webhookUrl = `http://127.0.0.1:${port}${path}`;
	return {
		webhookUrl,
		started,
		warnings,
		clear: () => {
			started.splice(0);
			warnings.splice(0);
		},
		hook: async (name) => {
			const { context } = createFakeContext({ ...options, webhookUrl, staticData });
			return await trigger.webhookMethods.default[name].call(context);
		},
		testHook: async (name, testData) => {
			const url = webhookUrl.replace('/webhook/', '/webhook-test/');
			const manual = { mode: 'manual', webhookUrl: url, staticData: testData } as const;
			const { context } = createFakeContext({ ...options, ...manual });
			return await trigger.webhookMethods.default[name].call(context);
		},
		start: async () => {
			const fake = createFakeContext({ ...options, webhookUrl, staticData });
			await trigger.trigger.call(fake.context);
			crons.splice(0, crons.length, ...fake.crons);
			return { crons, failures: fake.failures, warnings: fake.warnings };
		},
		forget: () => {
			for (const key of Object.keys(staticData)) Reflect.deleteProperty(staticData, key);
		},
		send: async (delivery) => await send(webhookUrl, delivery),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** As express reads it: a parameter that is repeated is a list. */
function queryOf(target: string): IDataObject {
	const search = new URL(target, 'http://localhost').searchParams;
	const names = [...new Set(search.keys())];
	return Object.fromEntries(
		names.map((name) => {
			const values = search.getAll(name);
			return [name, values.length > 1 ? values : (values[0] ?? '')];
		}),
	);
}

async function send(
	webhookUrl: string,
	{ body, headers, query = '' }: RawDelivery,
): Promise<ReceivedAnswer> {
	const { hostname, port, pathname } = new URL(webhookUrl);
	const lists = Object.entries(headers).map(([name, value]) => [name, [value].flat()] as const);
	return await new Promise((resolve, reject) => {
		const outgoing = request(
			{ hostname, port, path: pathname + query, method: 'POST', agent: false },
			(incoming) => {
				const chunks: Buffer[] = [];
				incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
				incoming.on('end', () => {
					resolve({
						status: incoming.statusCode ?? 0,
						headers: JSON.stringify(incoming.headers),
						body: Buffer.concat(chunks).toString('utf8'),
					});
				});
			},
		);
		outgoing.on('error', reject);
		for (const [name, values] of lists) outgoing.setHeader(name, [...values] as string[]);
		outgoing.end(body);
	});
}
