import { parseArgs } from 'node:util';
import { createJiraSite } from './index';
import {
	LOCAL_REDIRECT_URL,
	registerSampleClients,
	type SampleClients,
} from './oauth/sample-clients';
import { SEED_PROJECTS, SEED_USERS } from './seed';

const USAGE =
	'Usage: cli.ts --jira cloud|dc [--port 8080] [--version 10.3.2] [--lag 2000] [--context-path /jira] [--oauth [--redirect URL]]';

/** What the process prints about the Jira that it serves. */
export interface ServedJira {
	readonly url: string;
	readonly deployment: 'cloud' | 'dataCenter';
	readonly credentials: Partial<SampleClients> & {
		/** Absent where Jira takes no passwords. */
		readonly basic?: Readonly<Record<string, string>>;
		readonly pat?: string;
	};
	/** Keys. */
	readonly projects: readonly string[];
}

/** Starts a simulated Jira as the arguments say. Throws with the usage for a wrong one. */
export async function serveJira(
	args: readonly string[],
): Promise<{ readonly served: ServedJira; close(): Promise<void> }> {
	const { values } = parseArgs({
		args: [...args],
		options: {
			jira: { type: 'string' },
			port: { type: 'string', default: '0' },
			version: { type: 'string' },
			lag: { type: 'string', default: '0' },
			'context-path': { type: 'string', default: '' },
			oauth: { type: 'boolean', default: false },
			redirect: { type: 'string', default: LOCAL_REDIRECT_URL },
		},
	});
	if (values.jira !== 'cloud' && values.jira !== 'dc') throw new Error(USAGE);
	const cloud = values.jira === 'cloud';
	const site = createJiraSite({
		deployment: cloud ? 'cloud' : 'dataCenter',
		indexLagMs: Number(values.lag),
		contextPath: values['context-path'],
		...(values.version === undefined ? {} : { version: values.version }),
	});
	const { url, close } = await site.listen(Number(values.port));
	const { name, emailAddress, password, token, pat } = SEED_USERS.admin;
	const login = cloud ? { email: emailAddress, token } : { username: name, password };
	const basic = cloud || site.passwords === 'accepted' ? { basic: login } : {};
	const clients = values.oauth ? registerSampleClients(site, url, values.redirect) : {};
	const served = {
		url,
		deployment: site.deployment,
		credentials: { ...basic, ...(cloud ? {} : { pat }), ...clients },
		projects: SEED_PROJECTS.map(({ key }) => key),
	};
	return { served, close };
}

/** Serves a simulated Jira until the process is told to end; prints one line of JSON when it is up. */
export async function main(args: readonly string[]): Promise<void> {
	const { served, close } = await serveJira(args);
	process.stdout.write(`${JSON.stringify(served)}\n`);
	const end = (): void => {
		void close().then(() => process.exit(0));
	};
	process.once('SIGTERM', end);
	process.once('SIGINT', end);
}

if (require.main === module) {
	main(process.argv.slice(2)).catch((error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	});
}
