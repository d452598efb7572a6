import { type ChildProcess, spawn } from 'node:child_process';
import {
	closeSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { n8nModulesDir } from '../../../scripts/lib/n8n-location.cjs';
import { freePorts } from './free-port';
import { N8nClient } from './n8n-client';
import { waitFor } from './wait';

const projectRoot = path.resolve(__dirname, '../../..');
const node24 = path.join(projectRoot, 'node_modules/node/bin/node');

/** How to start an n8n. */
export interface N8nOptions {
	/** Folder with the package's package.json and dist; default `JIRA_SYNC_PACKAGE_DIR`, else the checkout. */
	readonly packageDir?: string;
	/** n8n's user folder; default a temporary one that `stop` removes. */
	readonly userFolder?: string;
	/** Default a free one. Webhook addresses carry it, so a restart keeps it. */
	readonly port?: number;
	/** More environment variables for n8n, for example `EXECUTIONS_MODE`. */
	readonly env?: Readonly<Record<string, string>>;
	/** Default 120,000: the first start runs all migrations. */
	readonly startTimeoutMs?: number;
}

/** A running n8n with the package installed as a community node, and its owner signed in. */
export interface N8nInstance {
	/** For example `http://127.0.0.1:41234`. */
	readonly baseUrl: string;
	readonly userFolder: string;
	readonly client: N8nClient;
	/** Id of the server's process group; `undefined` while it is stopped. */
	processGroup(): number | undefined;
	/** Everything n8n wrote to its console so far. */
	log(): string;
	/** Starts it again after `kill` or `halt`, on the same data and port; from now on with these variables as well. */
	start(env?: Readonly<Record<string, string>>): Promise<void>;
	/** Ends it politely and keeps its data. */
	halt(): Promise<void>;
	/** Ends it, task runner included, with SIGKILL: what a crash looks like. Data stays. */
	kill(): Promise<void>;
	/** Halts and starts. */
	restart(): Promise<void>;
	/** Ends it and removes the user folder, if that was a temporary one. */
	stop(): Promise<void>;
}

/**
 * Installs the package into a fresh user folder, starts the pinned n8n under Node 24 on SQLite (12 to 16 seconds), waits
 * until its API answers, creates the owner and an API key. Node types are named `n8n-nodes-jira-sync.<name>`.
 */
export async function startN8n(options: N8nOptions = {}): Promise<N8nInstance> {
	const userFolder = options.userFolder ?? mkdtempSync(path.join(os.tmpdir(), 'jira-sync-n8n-'));
	const [free = 0, brokerPort = 0] = await freePorts(2);
	const port = options.port ?? free;
	const baseUrl = `http://127.0.0.1:${port}`;
	const logFile = path.join(userFolder, 'n8n.log');
	const client = new N8nClient(baseUrl);
	let env = { ...n8nEnvironment(userFolder, port, brokerPort), ...options.env };
	installPackage(
		options.packageDir ?? process.env.JIRA_SYNC_PACKAGE_DIR ?? projectRoot,
		userFolder,
	);
	let server: ServerProcess | undefined;

	async function start(more: Readonly<Record<string, string>> = {}): Promise<void> {
		if (server !== undefined) throw new Error('this n8n is running already');
		env = { ...env, ...more };
		server = spawnServer(env, logFile);
		try {
			await untilReady(server, baseUrl, options.startTimeoutMs ?? 120_000);
			await client.signIn();
		} catch (error) {
			await end('SIGKILL');
			throw new Error(`n8n did not start: ${String(error)}\n${log().slice(-3000)}`, {
				cause: error,
			});
		}
	}

	async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const ending = server;
		server = undefined;
		await ending?.end(signal);
	}

	function log(): string {
		return existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
	}

	await start();
	return {
		baseUrl,
		userFolder,
		client,
		processGroup: () => server?.pid,
		log,
		start,
		halt: () => end('SIGTERM'),
		kill: () => end('SIGKILL'),
		restart: async () => {
			await end('SIGTERM');
			await start();
		},
		stop: async () => {
			await end('SIGTERM');
			if (options.userFolder === undefined) rmSync(userFolder, { recursive: true, force: true });
		},
	};
}

interface ServerProcess {
	readonly pid: number | undefined;
	exited(): boolean;
	end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** n8n runs below a supervisor that leads a process group: all of it ends with this process, however that ends. */
function spawnServer(env: NodeJS.ProcessEnv, logFile: string): ServerProcess {
	const output = openSync(logFile, 'a');
	const supervisor = path.join(__dirname, 'supervise.cjs');
	const entry = path.join(n8nModulesDir(), 'n8n/bin/n8n');
	const child = spawn(node24, [supervisor, entry, 'start'], {
		env,
		detached: true,
		stdio: ['pipe', output, output],
	});
	closeSync(output);
	let exited = false;
	const gone = new Promise<void>((resolve) => {
		const finish = () => {
			exited = true;
			resolve();
		};
		child.once('exit', finish);
		child.once('error', finish);
	});
	return {
		pid: child.pid,
		exited: () => exited,
		end: async (signal) => {
			if (signal === 'SIGKILL') signalGroup(child, 'SIGKILL');
			else if (!exited) child.kill('SIGTERM');
			const patience = setTimeout(() => signalGroup(child, 'SIGKILL'), 15_000);
			await gone;
			clearTimeout(patience);
			signalGroup(child, 'SIGKILL');
		},
	};
}

/** Signals what is left of the group; nothing left is fine. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

/** Readiness answers before the editor's API is mounted, hence the second question. */
async function untilReady(
	server: ServerProcess,
	baseUrl: string,
	timeoutMs: number,
): Promise<void> {
	const answers = async (address: string, isRight: (response: Response) => boolean) => {
		if (server.exited()) throw new Error('the process ended');
		try {
			const response = await fetch(baseUrl + address);
			await response.arrayBuffer();
			return isRight(response) ? true : undefined;
		} catch {
			return undefined;
		}
	};
	await waitFor('n8n to be ready', () => answers('/healthz/readiness', ({ ok }) => ok), {
		timeoutMs,
	});
	const isJson = ({ ok, headers }: Response) =>
		ok && (headers.get('content-type') ?? '').includes('json');
	await waitFor("n8n's REST API", () => answers('/rest/settings', isJson), { timeoutMs });
}

/** Community packages live in `.n8n/nodes/node_modules`; n8n loads what it finds there at the start. */
function installPackage(packageDir: string, userFolder: string): void {
	const manifest: unknown = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
	const name: unknown = Object(manifest).name;
	if (typeof name !== 'string') throw new Error(`${packageDir}/package.json has no name`);
	const target = path.join(userFolder, '.n8n/nodes/node_modules', name);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	for (const part of ['package.json', 'dist']) {
		cpSync(path.join(packageDir, part), path.join(target, part), { recursive: true });
	}
}

/** The caller's own n8n settings and test-runner variables must not reach this n8n. */
function n8nEnvironment(userFolder: string, port: number, brokerPort: number): NodeJS.ProcessEnv {
	const foreign =
		/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL|JEST_|VITEST|NODE_ENV$|NODE_OPTIONS$|NODE_PATH$)/;
	const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(inherited),
		PATH: [path.dirname(node24), process.env.PATH].join(path.delimiter),
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_ENCRYPTION_KEY: 'throw-away-instance',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LOG_LEVEL: 'info',
		N8N_LOG_OUTPUT: 'console',
	};
}
