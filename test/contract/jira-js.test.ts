import { writeContractPart } from '../support/contract-report';
import { loadJudge, NOT_INSTALLED } from '../support/judges/installed';
import { testIssues } from './jira-js/issue-tests';
import { testProperties } from './jira-js/property-tests';
import { testSite } from './jira-js/site-tests';
import { testSoftware } from './jira-js/software-tests';
import { openStage, type Stage } from './jira-js/stage';
import { testVersions } from './jira-js/version-tests';
import { testWork } from './jira-js/work-tests';

/**
 * jira.js (https://www.npmjs.com/package/jira.js), written by people who know nothing of this project, drives the
 * simulated Jira Cloud over HTTP. It checks every answer with schemas of its own; its audit mode, in which an
 * undocumented key counts as well, is on. The tests stand by subject in the folder jira-js.
 */
process.env['AUDIT_SCHEMAS'] = 'true';
const library = loadJudge('jira-js.cjs');

/**
 * Routes for which jira.js has no function: older forms (lists of issues below `agile`), the other version of the API,
 * webhooks of administrators, and what its generator left out.
 */
const NOT_IN_JIRA_JS = [
	/^\w+ \/rest\/(api\/2|webhooks)\//,
	/^\w+ \/rest\/api\/3\/(priority|resolution|project|issue\/createmeta|search|resolution\/search)$/,
	/^GET \/rest\/agile\/1\.0\/(board|epic|sprint)\/.*(issue|backlog)$/,
];

function isAsked(name: string): boolean {
	return !NOT_IN_JIRA_JS.some((pattern) => pattern.test(name));
}

/** What jira.js found in answers that its schemas do not know. */
function undocumented(): readonly unknown[] {
	const found = Reflect.get(globalThis, Symbol.for('apis-code-gen.schemaAudit')) as unknown;
	return Array.isArray(found) ? found : [];
}

if (library === undefined) {
	writeContractPart('cloud', { skipped: [`jira.js: ${NOT_INSTALLED}`] });
	it.skip(`jira.js: ${NOT_INSTALLED}`, () => undefined);
} else {
	describe('jira.js against the simulated Jira Cloud', () => {
		let stage: Stage;
		const open = (): Stage => stage;

		beforeAll(async () => {
			stage = await openStage(library);
		});
		afterAll(async () => {
			const { jira, admin } = stage;
			writeContractPart('cloud', {
				clientCalls: jira.calls() + admin.calls(),
				clientFailures: jira.failures() + admin.failures() + undocumented().length,
			});
			await stage.close();
		});

		testIssues(open);
		testSite(open);
		testVersions(open);
		testProperties(open);
		testSoftware(open);
		testWork(open);

		it('used every route for which it has a function, and found nothing undocumented', () => {
			const { routes, site } = stage;
			expect(routes.unused().filter(isAsked)).toEqual([]);
			expect(site.unmodelled).toEqual([]);
			expect(undocumented()).toEqual([]);
		});
	});
}
