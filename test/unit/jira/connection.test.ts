import { createConnection } from '../../../src/jira/connection';
import { cloud } from '../../../src/jira/cloud';
import { detectDialect } from '../../../src/jira/detect';
import { ACCESS_LOST } from '../../../src/jira/lost-access';
import { fakeClock } from '../../support/fake-clock';
import { scriptTransport, type ScriptedAnswer } from '../../support/script-transport';

const SIGNED_HEADER =
	'OAuth realm="https%3A%2F%2Fjira.example.com", oauth_problem="token_rejected"';

function connectTo(answer: ScriptedAnswer) {
	const transport = scriptTransport(() => answer);
	const connection = createConnection({
		transport,
		dialect: cloud,
		baseUrl: 'https://example.atlassian.net/',
		clock: fakeClock(),
		random: () => 0,
	});
	return { transport, connection };
}

describe('createConnection', () => {
	it('sends below the API root with the XSRF header, and reads JSON that came as text', async () => {
		const { transport, connection } = connectTo({ body: '{"a":1}' });

		expect(await connection.get('/myself', 'tell', { expand: 'x' })).toEqual({ a: 1 });
		expect(transport.sent).toEqual([
			{
				method: 'GET',
				path: '/rest/api/3/myself',
				query: { expand: 'x' },
				headers: { 'x-atlassian-token': 'no-check' },
			},
		]);
		expect(connection.issueUrl('ABC-1')).toBe('https://example.atlassian.net/browse/ABC-1');
	});

	it.each`
		case                          | answer                                                                                           | kind                | words
		${'an empty page for nobody'} | ${{ body: { issues: [] }, headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' } }}         | ${'authentication'} | ${'because the login failed'}
		${'a denied login'}           | ${{ body: [], headers: { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' } }}                    | ${'authentication'} | ${'because the login failed'}
		${'a hidden failed login'}    | ${{ status: 404, headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' } }}                  | ${'authentication'} | ${'because the login failed'}
		${'a CAPTCHA'}                | ${{ status: 403, headers: { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' } }}                 | ${'authentication'} | ${'Log in once in the browser'}
		${'a page for success'}       | ${{ body: '<!doctype html><p>Welcome' }}                                                         | ${'protocol'}       | ${'a web page instead of data'}
		${'no right, as 401'}         | ${{ status: 401, body: { errorMessages: ['Not for you'] }, headers: { 'x-ausername': 'kim' } }}  | ${'permission'}     | ${'Not for you. The account of the credential may not'}
		${'a login page'}             | ${{ status: 401, body: '<html><title>Log in</title></html>' }}                                   | ${'authentication'} | ${'Log in.'}
		${'a missing scope'}          | ${{ status: 401, body: { code: 401, message: 'Unauthorized; scope does not match' } }}           | ${'authentication'} | ${'Add the scope to the app'}
		${'an ended OAuth 2.0'}       | ${{ status: 401, body: { errorMessages: [`${ACCESS_LOST}.`] } }}                                 | ${'authentication'} | ${'connect the account again (Switch account)'}
		${'a revoked OAuth 1.0a'}     | ${{ status: 401, body: 'oauth_problem=token_rejected' }}                                         | ${'authentication'} | ${'connect the account again with the Jira OAuth 1.0a Connect node'}
		${'a revoked one, its page'}  | ${{ status: 401, body: '<html>', headers: { 'www-authenticate': SIGNED_HEADER } }}               | ${'authentication'} | ${'connect the account again with the Jira OAuth 1.0a Connect node'}
		${'a wrong clock'}            | ${{ status: 401, body: 'oauth_problem=timestamp_refused' }}                                      | ${'authentication'} | ${'set both by a time server'}
		${'a wrong signature'}        | ${{ status: 401, body: 'oauth_problem=signature_invalid' }}                                      | ${'authentication'} | ${'(signature_invalid). The credential was not accepted'}
		${'no permission'}            | ${{ status: 200, body: '{broken', headers: { 'x-seraph-loginreason': 'AUTHORISATION_FAILED' } }} | ${undefined}        | ${''}
	`('$case', async ({ answer, kind, words }) => {
		const outcome: unknown = await connectTo(answer)
			.connection.get('/x', 'read it')
			.catch((error: unknown) => error);

		if (kind === undefined) expect(outcome).toBe('{broken');
		else
			expect(outcome).toMatchObject({ details: { kind }, message: expect.stringContaining(words) });
	});
});

describe('detectDialect', () => {
	it.each`
		baseUrl                                  | answer                                                       | deployment      | calls
		${'https://example.atlassian.net'}       | ${new Error('not asked')}                                    | ${'cloud'}      | ${0}
		${'https://api.atlassian.com/ex/jira/1'} | ${new Error('not asked')}                                    | ${'cloud'}      | ${0}
		${'https://jira.example.com'}            | ${{ body: { deploymentType: 'Cloud' } }}                     | ${'cloud'}      | ${1}
		${'https://jira.example.com'}            | ${{ body: { deploymentType: 'Server', version: '10.3.2' } }} | ${'dataCenter'} | ${1}
	`(
		'$baseUrl is $deployment after $calls calls',
		async ({ baseUrl, answer, deployment, calls }) => {
			const transport = scriptTransport(() => answer);

			expect((await detectDialect(transport, baseUrl, 0)).deployment).toBe(deployment);
			expect(transport.sent).toHaveLength(calls);
		},
	);

	it('says what went wrong', async () => {
		const silent = scriptTransport(() => Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
		const refusing = scriptTransport(() => ({ status: 401, body: '' }));
		const page = scriptTransport(() => ({ status: 200, body: '<html></html>' }));

		await expect(detectDialect(silent, 'https://x.example', 0)).rejects.toThrow('(ENOTFOUND)');
		await expect(detectDialect(refusing, 'https://x.example', 0)).rejects.toThrow('(401)');
		await expect(detectDialect(page, 'https://x.example', 0)).rejects.toThrow('a web page');
	});
});
