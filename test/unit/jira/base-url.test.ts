import { deploymentOfBaseUrl, normalizeBaseUrl } from '../../../src/jira/base-url';

describe('normalizeBaseUrl', () => {
	it.each`
		pasted                                                          | plain
		${'https://example.atlassian.net'}                              | ${'https://example.atlassian.net'}
		${' https://Example.atlassian.net/ '}                           | ${'https://example.atlassian.net'}
		${'example.atlassian.net'}                                      | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net/jira/software/projects/A'}     | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net/jira'}                         | ${'https://example.atlassian.net'}
		${'https://example.atlassian.net/browse/ABC-1?focused=1#x'}     | ${'https://example.atlassian.net'}
		${'https://jira.example.com/rest/api/2/'}                       | ${'https://jira.example.com'}
		${'https://jira.example.com/jira/'}                             | ${'https://jira.example.com/jira'}
		${'https://jira.example.com/jira/rest/api/2/issue'}             | ${'https://jira.example.com/jira'}
		${'https://jira.example.com//jira//'}                           | ${'https://jira.example.com/jira'}
		${'https://jira.example.com/jira/browse/ABC-1'}                 | ${'https://jira.example.com/jira'}
		${'https://jira.example.com/secure/Dashboard.jspa'}             | ${'https://jira.example.com'}
		${'http://jira:8080'}                                           | ${'http://jira:8080'}
		${'jira:8080/'}                                                 | ${'https://jira:8080'}
		${'http://localhost:2990/jira'}                                 | ${'http://localhost:2990/jira'}
		${'http://127.0.0.1:1234'}                                      | ${'http://127.0.0.1:1234'}
		${'http://[::1]:80/jira'}                                       | ${'http://[::1]/jira'}
		${'https://api.atlassian.com/ex/jira/11223344-a1b2-3b33-c4/'}   | ${'https://api.atlassian.com/ex/jira/11223344-a1b2-3b33-c4'}
		${'https://api.atlassian.com/ex/jira/11223344-a1b2/rest/api/3'} | ${'https://api.atlassian.com/ex/jira/11223344-a1b2'}
	`('$pasted becomes $plain', ({ pasted, plain }) => {
		expect(normalizeBaseUrl(pasted)).toBe(plain);
		expect(normalizeBaseUrl(plain)).toBe(plain);
	});

	it.each([
		['', 'It is empty'],
		['my jira', 'not a web address'],
		['jira', 'not complete'],
		['ftp://jira.example.com', 'must begin with https'],
		['https://kim:pw@jira.example.com', 'holds a user name or password'],
		['https://api.atlassian.com', 'cloud id is missing'],
		['https://', 'not a web address'],
	])('refuses "%s": %s', (pasted, reason) => {
		const normalizing = () => normalizeBaseUrl(pasted);

		expect(normalizing).toThrow(reason);
		expect(normalizing).toThrow(
			expect.objectContaining({ problems: [expect.objectContaining({ field: 'Jira URL' })] }),
		);
	});

	it('L10: does not repeat a password in the message', () => {
		expect(() => normalizeBaseUrl('https://kim:hunter2@jira.example.com')).toThrow(
			expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
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
