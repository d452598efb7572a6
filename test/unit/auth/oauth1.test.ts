import { createVerify } from 'node:crypto';
import { oauth1Authorization, signatureBaseString } from '../../../src/auth/oauth1';
import { publicKeyOf } from '../../../src/auth/private-key';
import { requestUrl } from '../../../src/auth/request-url';
import { VECTOR_BASE_STRING, VECTOR_KEY, VECTOR_SIGNATURE } from './rsa-vector';

const signer = { consumerKey: 'dpf43f3p2l4k3l03', privateKey: VECTOR_KEY, token: '' };
const moment = { nonce: '13917289812797014437', timestamp: 1196666512 };

const parts = (header: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		[...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
			name,
			decodeURIComponent(value),
		]),
	);

describe('the base string', () => {
	it('is that of RFC 5849, section 3.4.1.1', () => {
		const base = signatureBaseString(
			{
				method: 'post',
				url: 'http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b',
				form: [
					['c2', ''],
					['a3', '2 q'],
				],
			},
			{
				oauth_consumer_key: '9djdj82h48djs9d2',
				oauth_token: 'kkk9d7dh3k39sjv7',
				oauth_signature_method: 'HMAC-SHA1',
				oauth_timestamp: '137131201',
				oauth_nonce: '7d8f3e4a',
			},
		);

		expect(base).toBe(
			'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
		);
	});

	it.each([
		['https://jira.example.com:443/x', 'https%3A%2F%2Fjira.example.com%2Fx'],
		['https://jira.example.com:8443/jira/x', 'https%3A%2F%2Fjira.example.com%3A8443%2Fjira%2Fx'],
	])('leaves a default port out: %s', (url, expected) => {
		expect(signatureBaseString({ method: 'GET', url }, {}).split('&')[1]).toBe(expected);
	});

	it('keeps empty and repeated values, in the order of their encoded form', () => {
		const base = signatureBaseString({ method: 'GET', url: 'http://a.b/?x=&x=%C3%BC&x=z&x=' }, {});

		expect(decodeURIComponent(base.split('&')[2] ?? '')).toBe('x=&x=&x=%C3%BC&x=z');
	});
});

describe('the signature', () => {
	it('is that of the published RSA-SHA1 test case', () => {
		const request = {
			method: 'GET',
			url: 'http://photos.example.net/photos?file=vacaction.jpg&size=original',
		};

		const header = oauth1Authorization(request, signer, moment);

		expect(parts(header).oauth_signature).toBe(VECTOR_SIGNATURE);
		expect(signatureBaseString(request, without(parts(header)))).toBe(VECTOR_BASE_STRING);
	});

	it('covers the token and further protocol parameters', () => {
		const request = { method: 'POST', url: 'https://jira.example.com/a' };
		const extra = { oauth_callback: 'https://n8n.example.com/x?y=1' };

		const header = oauth1Authorization(request, { ...signer, token: ' t ' }, moment, extra);

		const { oauth_signature: signature = '', ...protocol } = parts(header);
		expect(protocol).toMatchObject({ oauth_token: 't', ...extra });
		const verify = createVerify('sha1').update(signatureBaseString(request, protocol));
		expect(verify.verify(publicKeyOf(VECTOR_KEY), signature, 'base64')).toBe(true);
	});
});

describe('the address of a request', () => {
	it.each([
		[{ url: 'https://a.b/c', qs: {} }, 'https://a.b/c'],
		[{ url: '/c', baseURL: 'https://a.b/jira/' }, 'https://a.b/jira/c'],
		[{ url: 'https://a.b/c?x=1', qs: { y: 2 } }, 'https://a.b/c?x=1&y=2'],
		[{ url: 'https://a.b/c', qs: { e: ['n', 's'], u: undefined } }, 'https://a.b/c?e=n&e=s'],
		[
			{ url: 'https://a.b/c', qs: { jql: "p = 'Ü' AND (x*!)" } },
			'https://a.b/c?jql=p%20%3D%20%27%C3%9C%27%20AND%20%28x%2A%21%29',
		],
	])('holds its query: %j', (address, expected) => {
		expect(requestUrl(address)).toBe(expected);
	});
});

function without({
	oauth_signature: _signature,
	...protocol
}: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	return protocol;
}
