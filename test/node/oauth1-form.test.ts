import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { JiraSyncOAuth1Api } from '../../credentials/JiraSyncOAuth1Api.credentials';
import { data, privateKey, visit } from '../support/connect-visit';

const pending = { requestToken: 'req', since: Date.now() };

describe('a credential without a private key', () => {
	const empty = (): IDataObject => ({ ...data, privateKey: '' });

	it('gets one when the person asks for it, and the page shows the public half alone', async () => {
		const store = empty();
		const before = await visit({ store });
		expect(before.body).toContain('Create a key pair');
		expect(store['privateKey']).toBe('');

		const { body, status, memory } = await visit({ store, sent: { create: 'key' } });

		const made = String(store['privateKey']);
		expect(status).toBe(200);
		expect(createPrivateKey(made).asymmetricKeyDetails?.modulusLength).toBe(2048);
		expect(body).toContain(
			createPublicKey(made).export({ format: 'pem', type: 'spki' }).toString().trim(),
		);
		for (const line of made.split('\n').slice(1, -2)) expect(body).not.toContain(line);
		expect(body + JSON.stringify(memory)).not.toContain('PRIVATE');
		expect(store).toEqual({ ...data, privateKey: made, handshake: '' });
	});

	it('never loses a key that is there', async () => {
		const store = { ...data };

		const { body } = await visit({ store, sent: { create: 'key' } });

		expect(store.privateKey).toBe(privateKey);
		expect(body).toContain('-----BEGIN PUBLIC KEY-----');
		const { preAuthentication } = new JiraSyncOAuth1Api();
		const given = { privateKey, generatedKey: 'other' };
		expect(await preAuthentication.call({} as never, given)).toEqual({});
	});

	it('is told when n8n does not store it, without the key', async () => {
		const store = Object.freeze(empty());

		const { body, status } = await visit({ store, sent: { create: 'key' } });

		expect(status).toBe(400);
		expect(body).toContain('n8n did not store the key pair');
		expect(body).not.toContain('PRIVATE KEY');
	});
});

describe('an answer that is pasted', () => {
	const address = 'http://localhost:5678/webhook/1/connected?oauth_token=req&oauth_verifier=v1';
	const granted = ({ url }: IHttpRequestOptions) =>
		url.endsWith('/access-token')
			? { statusCode: 200, body: 'oauth_token=access&oauth_token_secret=s' }
			: { statusCode: 200, body: { displayName: 'Kim Lee' } };

	it.each([
		['the address', address],
		['the address with a fragment and spaces', ` ${address}#top `],
		['its query', 'oauth_token=req&oauth_verifier=v1'],
		['the code', 'v1'],
		[
			"Jira's sentence",
			"You have successfully authorized 'n8n'. Your verification code is 'v1'. You will",
		],
	])('finishes the dance: %s', async (_what, answer) => {
		const store: IDataObject = { ...data };
		const memory: IDataObject = { pending: { ...pending } };
		const seen: string[] = [];
		const jira = (request: IHttpRequestOptions) => {
			seen.push(String(request.headers?.['authorization']));
			return granted(request);
		};

		const { body, status } = await visit({ store, memory, sent: { answer }, jira });

		expect([status, store['accessToken'], memory]).toEqual([200, 'access', {}]);
		expect(body).toContain('Connected as Kim Lee');
		expect(body).toContain('You can close this page');
		expect(seen[0]).toContain('oauth_verifier="v1"');
		expect(seen[0]).toContain('oauth_token="req"');
	});

	it.each([
		['another token', address.replace('req', 'other'), 'does not belong'],
		['no verifier', 'http://localhost/connected?oauth_token=req', 'not complete'],
		['a denial', address.replace('v1', 'denied'), 'choose Allow'],
		['something else', 'I clicked Allow <b>secret</b>', 'neither the address nor the code'],
	])('is refused in words: %s', async (_what, answer, words) => {
		const store: IDataObject = { ...data };

		const { body, status } = await visit({
			store,
			memory: { pending: { ...pending } },
			sent: { answer },
			jira: granted,
		});

		expect([status, store['accessToken']]).toEqual([400, '']);
		expect(body).toContain(words);
		expect(body).toContain('Start again');
		expect(body).not.toContain('secret');
	});

	it('counts for a request of this node only, and never for a credential that is connected', async () => {
		const idle = await visit({ sent: { answer: 'v1' }, jira: granted });
		const late = { ...pending, since: Date.now() - 11 * 60_000 };
		const over = await visit({ memory: { pending: late }, sent: { answer: 'v1' }, jira: granted });
		const store = { ...data, accessToken: 'mine' };
		const taken = await visit({ store, memory: { pending }, sent: { answer: address } });

		expect(idle.body).toContain('does not belong');
		expect(over.body).toContain('longer than ten minutes');
		expect(taken.body).toContain('connected already');
		expect(store.accessToken).toBe('mine');
	});
});
