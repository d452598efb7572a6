import { BASE_URL_EXPRESSION } from '../../../src/auth/credential-test';
import { deploymentOfBaseUrl, normalizeBaseUrl } from '../../../src/jira/base-url';

/** n8n's expressions are JavaScript between `={{` and `}}`. */
const inCredentialTest = (baseUrl: string): string =>
	String(new Function('$credentials', `return ${BASE_URL_EXPRESSION.slice(3, -2)}`)({ baseUrl }));

const GATEWAY = 'https://api.atlassian.com/ex/jira/11223344-a1b2-3b33-c4';

describe('normalizeBaseUrl', () => {
	it.each`
		pasted                                                                            | plain
		${'https://example.atlassian.net'}                                                | ${'https://example.atlassian.net'}
		${' https://Example.atlassian.net/ '}                                             | ${'https://example.atlassian.net'}
		${'example.atlassian.net'}                                                        | ${'https://example.atlassian.net'}
		${'http://example.atlassian.net'}                                                 | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net:443/'}                                           | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net./'}                                              | ${'https://example.atlassian.net'}
		${'"https://example.atlassian.net"'}                                              | ${'https://example.atlassian.net'}
		${'<https://example.atlassian.net>'}                                              | ${'https://example.atlassian.net'}
		${'\u200bhttps://example.atlassian.net\ufeff'}                                    | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net/jira/software/projects/A'}                       | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net/jira/software/c/projects/A/boards/1?assignee=x'} | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net/jira'}                                           | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net/browse/ABC-1?focused=1#x'}                       | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net/rest/api/3'}                                     | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net?cloudId=1'}                                      | ${'https://example.atlassian.net'}
		${'https://example.jira.com/secure/Dashboard.jspa'}                               | ${'https://example.jira.com'}
		${'https://jira.example.com'}                                                     | ${'https://jira.example.com'}
		${'http://jira.example.com/'}                                                     | ${'http://jira.example.com'}
		${'jira.example.com'}                                                             | ${'https://jira.example.com'}
		${'jira.example.com/jira'}                                                        | ${'https://jira.example.com/jira'}
		${'https://jira.example.com./jira'}                                               | ${'https://jira.example.com/jira'}
		${'https://jira.example.com/rest/api/2/'}                                         | ${'https://jira.example.com'}
		${'https://jira.example.com/jira/'}                                               | ${'https://jira.example.com/jira'}
		${'https://jira.example.com/jira/rest/api/2/issue'}                               | ${'https://jira.example.com/jira'}
		${'https://jira.example.com/jira/rest/api/latest/serverInfo'}                     | ${'https://jira.example.com/jira'}
		${'https://jira.example.com//jira//'}                                             | ${'https://jira.example.com/jira'}
		${'https://jira.example.com/jira/browse/ABC-1'}                                   | ${'https://jira.example.com/jira'}
		${'https://jira.example.com/jira/projects/ABC/boards/1'}                          | ${'https://jira.example.com/jira'}
		${'https://jira.example.com/projects/ABC/boards/1'}                               | ${'https://jira.example.com'}
		${'https://jira.example.com/secure/Dashboard.jspa'}                               | ${'https://jira.example.com'}
		${'https://jira.example.com/secure/RapidBoard.jspa?rapidView=1#a'}                | ${'https://jira.example.com'}
		${'https://jira.example.com/login.jsp?os_destination=%2F'}                        | ${'https://jira.example.com'}
		${'https://jira.example.com/plugins/servlet/applinks/listX'}                      | ${'https://jira.example.com'}
		${'https://jira.example.com/issues/?jql=project%20%3D%20ABC'}                     | ${'https://jira.example.com'}
		${'https://jira.example.com/jira?os_username=x#top'}                              | ${'https://jira.example.com/jira'}
		${'https://jira.example.com:8443/jira/'}                                          | ${'https://jira.example.com:8443/jira'}
		${'jira.example.com:8443'}                                                        | ${'https://jira.example.com:8443'}
		${'http://jira:8080'}                                                             | ${'http://jira:8080'}
		${'http://jira'}                                                                  | ${'http://jira'}
		${'jira:8080/'}                                                                   | ${'https://jira:8080'}
		${'http://localhost:2990/jira'}                                                   | ${'http://localhost:2990/jira'}
		${'http://127.0.0.1:1234'}                                                        | ${'http://127.0.0.1:1234'}
		${'http://[::1]:80/jira'}                                                         | ${'http://[::1]/jira'}
		${'https://[2001:db8::1]:8443/browse/ABC-1'}                                      | ${'https://[2001:db8::1]:8443'}
		${`${GATEWAY}/`}                                                                  | ${GATEWAY}
		${`${GATEWAY}/rest/api/3`}                                                        | ${GATEWAY}
		${`${GATEWAY}/rest/api/3/issue/ABC-1?fields=summary`}                             | ${GATEWAY}
		${GATEWAY.replace('https://', '')}                                                | ${GATEWAY}
	`('$pasted becomes $plain, also in the test of a credential', ({ pasted, plain }) => {
		expect(normalizeBaseUrl(pasted)).toBe(plain);
		expect(normalizeBaseUrl(plain)).toBe(plain);
		// The test sends where an expression leads; small letters, port 443 and the last dot of a host mean the same.
		const sent = new URL(inCredentialTest(pasted));
		expect(normalizeBaseUrl(sent.href)).toBe(plain);
		expect(sent.pathname.replace(/\/$/, '')).toBe(new URL(plain).pathname.replace(/\/$/, ''));
	});

	it.each([
		['', 'It is empty. Example: https://example.atlassian.net on Cloud'],
		[' "" ', 'It is empty'],
		['my jira', 'not a web address. Example: https://example.atlassian.net'],
		['https://jira.example.com/my jira', 'not a web address'],
		['jira', 'not complete'],
		['example', 'add .atlassian.net'],
		['ann@example.com', 'an e-mail address, which belongs into its own field'],
		['ftp://jira.example.com', 'must begin with https'],
		['file:///etc/passwd', 'must begin with https'],
		['https://kim:hunter2@jira.example.com', 'holds a user name or password'],
		['https://kim@jira.example.com/', 'holds a user name or password'],
		['kim:hunter2@jira.example.com', 'holds a user name or password'],
		['https://api.atlassian.com', 'cloud id is missing'],
		['https://api.atlassian.com/ex/jira/', 'cloud id is missing'],
		['https://id.atlassian.com/manage-profile/security', 'a page of Atlassian, not of your Jira'],
		['https://admin.atlassian.com/o/1', 'https://example.atlassian.net'],
		['https://', 'not a web address'],
		['https:/jira.example.com', 'must begin with https://'],
		['https//jira.example.com', 'must begin with https://'],
		['http:jira.example.com', 'must begin with https://'],
		['https://https://jira.example.com', 'begins with https:// twice'],
		['https://jira.example.com:99999', 'not a web address'],
		['https://[::1', 'not a web address'],
	])('refuses "%s": %s', (pasted, reason) => {
		const normalizing = () => normalizeBaseUrl(pasted);

		expect(normalizing).toThrow(reason);
		expect(normalizing).toThrow(
			expect.objectContaining({
				problems: [expect.objectContaining({ field: 'Jira URL' })],
				// L10: what was typed may hold a password.
				message: expect.not.stringMatching(/hunter2|kim|ann@/),
			}),
		);
	});
});

describe('deploymentOfBaseUrl', () => {
	it.each`
		url                                                 | deployment
		${'https://example.atlassian.net'}                  | ${'cloud'}
		${'https://api.atlassian.com/ex/jira/11223344-a1b'} | ${'cloud'}
		${'https://jira.example.com'}                       | ${undefined}
		${'https://atlassian.net.example.com'}              | ${undefined}
	`('$url: $deployment', ({ url, deployment }) => {
		expect(deploymentOfBaseUrl(url)).toBe(deployment);
	});
});
