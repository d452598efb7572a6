import {
	resetSafeRegexEngine,
	setSafeRegexEngine,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { createJiraSite, type JiraSite, type JiraSiteOptions } from '../../simulators/jira';
import type { SeedUserName } from '../../simulators/jira/seed';
import { createEngine, type Engine, type EngineResult } from './n8n/headless';

export type Deployment = 'cloud' | 'dataCenter';
export const DEPLOYMENTS: readonly Deployment[] = ['cloud', 'dataCenter'];

/** Parts of a credential that a test gives in place of the right ones. */
export interface CredentialChange {
	readonly baseUrl?: string;
	readonly user?: string;
	readonly secret?: string;
}

/** How a node is run, beside its parameters and items. */
export interface RunOptions {
	readonly node?: Partial<INode>;
	readonly as?: SeedUserName;
	readonly credential?: CredentialChange;
}

/** A simulated Jira over HTTP, and n8n's engine with our nodes that know its credential. */
export interface EngineJira {
	readonly deployment: Deployment;
	readonly site: JiraSite;
	readonly url: string;
	/** Runs one node, named `Node`, on items. */
	run(
		type: 'jiraIssue' | 'jiraSync' | 'jiraResolvedUntil',
		parameters: object,
		items?: readonly object[],
		options?: RunOptions,
	): Promise<EngineResult>;
	/** `METHOD path` of what was written since the last `clearRequests`. */
	writes(): readonly string[];
	/** Reads and writes since the last `clearRequests`. */
	counts(): { readonly reads: number; readonly writes: number };
	close(): Promise<void>;
}

const TYPES = { basic: 'jiraSyncBasicApi', pat: 'jiraSyncPatApi' } as const;

/** How each deployment is signed in to: Cloud with an API token, Data Center with a personal access token. */
export function authenticationOf(deployment: Deployment): 'basic' | 'pat' {
	return deployment === 'cloud' ? 'basic' : 'pat';
}

/** The credential of a seeded user, as n8n stores it. */
export function credentialOf(
	deployment: Deployment,
	baseUrl: string,
	user: SeedUserName = 'sync',
	change: CredentialChange = {},
) {
	const address = { baseUrl: change.baseUrl ?? baseUrl };
	return deployment === 'cloud'
		? {
				...address,
				user: change.user ?? `${user}@example.com`,
				password: change.secret ?? `cloud-token-${user}`,
			}
		: { ...address, token: change.secret ?? `pat-${user}` };
}

/** The stored credentials of a run by credential type. */
export function storedCredential(
	...args: Parameters<typeof credentialOf>
): Readonly<Record<string, ReturnType<typeof credentialOf>>> {
	return { [TYPES[authenticationOf(args[0])]]: credentialOf(...args) };
}

let count = 0;

/** A fresh site at an address that no test before had: the nodes remember what they learnt about an address. */
export async function openEngineJira(
	engine: Engine,
	deployment: Deployment,
	options: Omit<JiraSiteOptions, 'deployment'> = {},
): Promise<EngineJira> {
	const site = createJiraSite({ contextPath: `/jira${(count += 1)}`, ...options, deployment });
	const server = await site.listen();
	const authentication = authenticationOf(deployment);
	return {
		deployment,
		site,
		url: server.url,
		async run(type, parameters, items = [{}], { node = {}, as = 'sync', credential = {} } = {}) {
			const result = await engine.run({
				nodes: [
					{
						name: 'Node',
						type: `n8n-nodes-jira-sync.${type}`,
						parameters: { authentication, ...parameters } as INode['parameters'],
						credentials: { [TYPES[authentication]]: { id: null, name: 'Jira' } },
						...node,
					},
				],
				credentials: storedCredential(deployment, server.url, as, credential),
				startNode: 'Node',
				input: items.map((json) => ({ json: json as IDataObject })),
			});
			refuseSecrets(result, credentialOf(deployment, server.url, as, credential));
			return result;
		},
		writes: () =>
			site.requests.filter(({ kind }) => kind === 'write').map((r) => `${r.method} ${r.path}`),
		counts: () => ({
			reads: site.requests.filter(({ kind }) => kind === 'read').length,
			writes: site.requests.filter(({ kind }) => kind === 'write').length,
		}),
		close: async () => {
			await site.idle();
			await server.close();
		},
	};
}

/** L10: neither the secret of the credential nor its header is anywhere in what n8n stores of a run. */
function refuseSecrets(result: EngineResult, credential: IDataObject): void {
	const stored = storedText(result);
	const secret = String(credential['password'] ?? credential['token']);
	const header = Buffer.from(`${String(credential['user'])}:${secret}`).toString('base64');
	for (const forbidden of [secret, header])
		if (stored.includes(forbidden))
			throw new Error('The run data holds the secret of a credential');
}

/** What n8n stores of a run, errors with everything that they carry. */
function storedText({ run, error }: EngineResult): string {
	return toText([run, error]);
}

/** The errors of a run with everything that they carry, but not the items that the run was given. */
export function storedErrors({ run, error }: EngineResult): string {
	const tasks = Object.values(run.data.resultData.runData).flat();
	return toText([error, tasks.map((task) => task.error)]);
}

function toText(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) => everythingOf(part));
}

/** What a person reads of the error that stopped a run. */
export function errorText({ error }: EngineResult): string {
	return `${error?.message ?? ''}\n${error?.description ?? ''}`;
}

function everythingOf(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	const { name, message, stack } = error;
	return { ...error, name, message, stack, cause: String(error.cause) };
}

type OpenSite = (
	deployment: Deployment,
	options?: Omit<JiraSiteOptions, 'deployment'>,
) => Promise<EngineJira>;

/** One engine for all tests of a file, and a fresh site for each. Call at the top of the file. */
export function useEngine(): { readonly engine: () => Engine; readonly open: OpenSite } {
	let engine: Engine | undefined;
	const opened: EngineJira[] = [];
	const theEngine = (): Engine => {
		if (engine === undefined) throw new Error('The engine is loaded in beforeAll');
		return engine;
	};
	const open: OpenSite = async (deployment, options) => {
		const jira = await openEngineJira(theEngine(), deployment, options);
		opened.push(jira);
		return jira;
	};
	beforeAll(async () => {
		setSafeRegexEngine(patientRegex);
		engine = await createEngine();
	}, 60_000);
	afterEach(async () => {
		for (const jira of opened.splice(0)) {
			await jira.close();
			expect(jira.site.unmodelled).toEqual([]);
		}
	});
	afterAll(() => {
		engine?.close();
		resetSafeRegexEngine();
	});
	return { engine: theEngine, open };
}

/** n8n gives its own expressions a quarter of a second by the clock, which a busy machine may not have. */
const patientRegex: Parameters<typeof setSafeRegexEngine>[0] = {
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, text) => input.replace(new RegExp(pattern, flags), text),
	matchAll: (pattern, input, flags = '') => [
		...input.matchAll(new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`)),
	],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
};

/** A resource locator's value. */
export function locator(value: string, mode = 'key') {
	return { __rl: true, mode, value };
}

/** A resource mapper's value. */
export function mapped(value: IDataObject) {
	return { mappingMode: 'defineBelow', value, schema: [] };
}

/** Indexes of the input items that an item stems from. */
export function pairedIndexes({ pairedItem }: INodeExecutionData): readonly number[] {
	const paired = Array.isArray(pairedItem) ? pairedItem : [pairedItem];
	return paired.flatMap((entry) => {
		if (entry === undefined) return [];
		return [typeof entry === 'number' ? entry : entry.item];
	});
}

/** Where a new issue of a record goes. */
export const TEMPLATE = {
	project: locator('CRASH'),
	issueType: locator('Bug', 'name'),
	templateOptions: { lookAgainSeconds: 0 },
};

/** An error group as Backtrace's webhook posts it, cut down. */
export const CRASH = {
	project: 'app',
	fingerprint: 'f1',
	group_url: 'https://u.sp.backtrace.io/f1',
	callstack: ['printf', 'main'],
	classifiers: ['exception'],
	timestamp: [1_502_953_926, 1_502_953_999],
	attributes: { version: [['1.2.3', 10]] },
};

/** The same group as a row of Backtrace's issues table. */
export const ROW = {
	fingerprint: 'f1',
	project: 'app',
	group_url: 'https://u.sp.backtrace.io/f1',
	state: 'open',
	ticket: JSON.stringify([
		{ watcher: '_backtrace', assignees: [{ id: 1, username: 'ann', email: 'ann@example.com' }] },
	]),
};
