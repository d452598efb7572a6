import { createJiraSite, observeExchanges, SEED_USERS, type JiraSite } from '../../simulators/jira';
import { writeContractPart } from '../support/contract-report';
import { createDriver, driveEverything } from '../support/drive-jira';
import { NOT_INSTALLED, readDataCenterDocument } from '../support/judges/installed';
import { NO_DOCUMENT, readOpenApiDocument } from '../support/openapi/document';
import { listRoutes, type RouteList } from '../support/simulated-routes';

/**
 * Every route of the simulated Jira is used. What is asked and answered is held against Atlassian's documents of the
 * REST API after every test, here and elsewhere: see `test/support/openapi/setup.ts`.
 */
const APIS = [
	['cloud', [3, 2]],
	['dataCenter', [2]],
] as const;

/** The one route that says of itself that it is not modelled: Atlassian is taking it out (CHANGE-1304). */
const LEFT_OUT = /GET \/rest\/api\/[23]\/issue\/createmeta$/;

function paragraph(text: string): object {
	const content = [{ type: 'paragraph', content: [{ type: 'text', text }] }];
	return { type: 'doc', version: 1, content };
}

async function drive(site: JiraSite, api: 2 | 3): Promise<readonly string[]> {
	const user = createDriver(site.transport('sync'), api);
	const admin = createDriver(site.transport('admin'), api);
	const anonymous = createDriver(site.transport(), api);
	await driveEverything({
		site,
		api,
		user,
		admin,
		anonymous,
		rich: (text) => (api === 3 ? paragraph(text) : text),
		person: (name) =>
			site.deployment === 'cloud' ? { accountId: SEED_USERS[name].accountId } : { name },
	});
	return [user, admin, anonymous].flatMap(({ surprises }) => surprises);
}

describe.each(APIS)('every route of the simulated Jira, %s', (deployment, apis) => {
	const site = createJiraSite({ deployment });
	const routes: RouteList = listRoutes({ deployment });
	const stop = observeExchanges(({ method, path }) => routes.note(method, path));
	afterAll(() => {
		stop();
		const name = deployment === 'cloud' ? 'cloud' : 'datacenter';
		writeContractPart(name, { routes: routes.names.length });
	});

	it.each(apis)('answers as it should, REST v%s', async (api) => {
		expect(await drive(site, api)).toEqual([]);
	});

	it('was used', () => {
		const left = deployment === 'cloud' ? LEFT_OUT : /^$/;
		expect(routes.unused().filter((name) => !left.test(name))).toEqual([]);
		expect(site.unmodelled).toEqual([]);
	});
});

if (readOpenApiDocument() === undefined) {
	writeContractPart('cloud', { skipped: [`OpenAPI: ${NO_DOCUMENT}`] });
	it.skip(NO_DOCUMENT, () => undefined);
}
if (readDataCenterDocument() === undefined) {
	const why = `models of Data Center: ${NOT_INSTALLED}`;
	writeContractPart('datacenter', { skipped: [why] });
	it.skip(why, () => undefined);
}
