import { parseArgs } from 'node:util';
import { createJiraSite } from './index';
import { SEED_PROJECTS, SEED_USERS } from './seed';

const USAGE =
	'Usage: cli.ts --jira cloud|dc [--port 8080] [--version 10.3.2] [--lag 2000] [--context-path /jira]';

/** Serves a simulated Jira until the process is told to end; prints one line of JSON when it is up. */
export async function main(args: readonly string[]): Promise<void> {
	const { values } = parseArgs({
		args: [...args],
		options: {
			jira: { type: 'string' },
			port: { type: 'string', default: '0' },
			version: { type: 'string' },
			lag: { type: 'string', default: '0' },
			'context-path': { type: 'string', default: '' },
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
	const listening = await site.listen(Number(values.port));
	const { name, emailAddress, password, token, pat } = SEED_USERS.admin;
	const basic = cloud ? { email: emailAddress, token } : { username: name, password };
	const line = {
		url: listening.url,
		deployment: site.deployment,
		credentials: { basic, ...(cloud ? {} : { pat }) },
		projects: SEED_PROJECTS.map(({ key }) => key),
	};
	process.stdout.write(`${JSON.stringify(line)}\n`);
	const end = (): void => {
		void listening.close().then(() => process.exit(0));
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
