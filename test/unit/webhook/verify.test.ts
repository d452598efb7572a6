import { createHmac } from 'node:crypto';
import { signBody, verifySignature } from '../../../src/webhook/verify';

const body = Buffer.from('{"webhookEvent":"jira:issue_updated"}');

describe('verifySignature', () => {
	it("accepts Atlassian's published example", () => {
		const header = 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9';
		const example = Buffer.from('Hello World!');

		expect(verifySignature(example, header, ["It's a Secret to Everybody"])).toEqual({
			ok: true,
			secretIndex: 0,
		});
		expect(signBody(example, "It's a Secret to Everybody")).toBe(header);
	});

	it.each`
		case                       | header                                                               | secrets         | verdict
		${'signed by the secret'}  | ${signBody(body, 's1')}                                              | ${['s1']}       | ${{ ok: true, secretIndex: 0 }}
		${'signed by the older'}   | ${signBody(body, 's1')}                                              | ${['s2', 's1']} | ${{ ok: true, secretIndex: 1 }}
		${'upper case'}            | ${signBody(body, 's1').toUpperCase()}                                | ${['s1']}       | ${{ ok: true, secretIndex: 0 }}
		${'SHA-512'}               | ${`sha512=${createHmac('sha512', 's1').update(body).digest('hex')}`} | ${['s1']}       | ${{ ok: true, secretIndex: 0 }}
		${'unsigned'}              | ${undefined}                                                         | ${['s1']}       | ${{ ok: false, reason: 'missingHeader' }}
		${'blank header'}          | ${' '}                                                               | ${['s1']}       | ${{ ok: false, reason: 'missingHeader' }}
		${'no secret'}             | ${signBody(body, 's1')}                                              | ${[]}           | ${{ ok: false, reason: 'noSecret' }}
		${'only an empty secret'}  | ${signBody(body, '')}                                                | ${['']}         | ${{ ok: false, reason: 'noSecret' }}
		${'an empty one among'}    | ${signBody(body, '')}                                                | ${['', 's1']}   | ${{ ok: false, reason: 'mismatch' }}
		${'an empty one before'}   | ${signBody(body, 's1')}                                              | ${['', 's1']}   | ${{ ok: true, secretIndex: 1 }}
		${'signed otherwise'}      | ${signBody(Buffer.from('x'), 's1')}                                  | ${['s1']}       | ${{ ok: false, reason: 'mismatch' }}
		${'empty digest'}          | ${'sha256='}                                                         | ${['s1']}       | ${{ ok: false, reason: 'mismatch' }}
		${'no hexadecimal digest'} | ${'sha256=zz'}                                                       | ${['s1']}       | ${{ ok: false, reason: 'mismatch' }}
		${'cut short'}             | ${signBody(body, 's1').slice(0, -2)}                                 | ${['s1']}       | ${{ ok: false, reason: 'mismatch' }}
		${'SHA-1'}                 | ${`sha1=${createHmac('sha1', 's1').update(body).digest('hex')}`}     | ${['s1']}       | ${{ ok: false, reason: 'unknownScheme' }}
		${'no method'}             | ${signBody(body, 's1').slice(7)}                                     | ${['s1']}       | ${{ ok: false, reason: 'unknownScheme' }}
	`('L10: $case', ({ header, secrets, verdict }) => {
		expect(verifySignature(body, header, secrets)).toEqual(verdict);
	});
});
