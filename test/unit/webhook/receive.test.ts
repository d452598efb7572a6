import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EMPTY_DELIVERY_LOG, noteDelivery } from '../../../src/webhook/dedupe';
import { receiveJiraDelivery, type DeliveryFilter } from '../../../src/webhook/receive';
import { signBody } from '../../../src/webhook/verify';

const proof = { kind: 'signature', secrets: ['secret'] } as const;

function delivery(name: string) {
	const rawBody = readFileSync(path.join(__dirname, `../../fixtures/webhook-${name}.json`));
	return { rawBody, headers: { 'x-hub-signature': signBody(rawBody, 'secret') } };
}

function receive(name: string, filter: DeliveryFilter = {}) {
	return receiveJiraDelivery(delivery(name), proof, filter, EMPTY_DELIVERY_LOG);
}

describe('receiveJiraDelivery', () => {
	it('hands on what is signed and wanted, once', () => {
		const name = 'cloud-issue-updated-status-and-resolution';
		const first = receive(name);

		const again = receiveJiraDelivery(delivery(name), proof, {}, first.log);

		expect(first).toMatchObject({
			status: 200,
			events: [{ event: 'issueUpdated', issueKey: 'CRASH-7' }],
		});
		expect(again).toMatchObject({
			status: 200,
			reason: 'The delivery was seen before.',
			events: [],
		});
	});

	it.each`
		case            | headers                               | given                                     | reason
		${'unsigned'}   | ${{}}                                 | ${proof}                                  | ${'The delivery is not signed.'}
		${'forged'}     | ${{ 'x-hub-signature': 'sha256=00' }} | ${proof}                                  | ${'The signature does not match.'}
		${'odd'}        | ${{ 'x-hub-signature': 'md5=00' }}    | ${proof}                                  | ${'The signature is of an unknown kind.'}
		${'no secret'}  | ${{ 'x-hub-signature': 'sha256=00' }} | ${{ kind: 'signature', secrets: [''] }}   | ${'No webhook secret is configured.'}
		${'not proven'} | ${{}}                                 | ${{ kind: 'elsewhere', accepted: false }} | ${'The delivery does not prove where it comes from.'}
	`('L10: refuses before reading: $case', ({ headers, given, reason }) => {
		const answer = receiveJiraDelivery(
			{ rawBody: Buffer.from('{not json'), headers },
			given,
			{},
			EMPTY_DELIVERY_LOG,
		);

		expect(answer).toEqual({ status: 401, reason, events: [], log: EMPTY_DELIVERY_LOG });
	});

	it('takes a proof that was made elsewhere', () => {
		const { rawBody } = delivery('cloud-version-released-plain');
		const given = { kind: 'elsewhere', accepted: true } as const;

		expect(
			receiveJiraDelivery({ rawBody, headers: {} }, given, {}, EMPTY_DELIVERY_LOG).events,
		).toHaveLength(1);
	});

	it.each(['', 'null', '[1]', '{"a":'])('answers 400 to the signed body %j', (text) => {
		const rawBody = Buffer.from(text);
		const headers = { 'x-hub-signature': signBody(rawBody, 'secret') };

		expect(receiveJiraDelivery({ rawBody, headers }, proof, {}, EMPTY_DELIVERY_LOG).status).toBe(
			400,
		);
	});

	it.each`
		filter                                             | wanted
		${{ events: ['issueUpdated'] }}                    | ${true}
		${{ events: ['issueCreated'] }}                    | ${false}
		${{ events: [] }}                                  | ${true}
		${{ projectKeys: ['crash'] }}                      | ${true}
		${{ projectKeys: ['PLAN'] }}                       | ${false}
		${{ changedFields: ['Status'] }}                   | ${true}
		${{ changedFields: ['customfield_1', 'summary'] }} | ${false}
	`('filter $filter: $wanted', ({ filter, wanted }) => {
		const answer = receive('cloud-issue-updated-status-and-resolution', filter);

		expect(answer.status).toBe(200);
		expect(answer.events.length === 1).toBe(wanted);
		expect(answer.reason === undefined).toBe(wanted);
	});

	it('lets pass what the filter cannot judge', () => {
		const filter = { projectKeys: ['PLAN'], changedFields: ['status'] };

		expect(receive('datacenter-comment-created-without-issue', filter).events).toHaveLength(1);
	});

	it('hands on an event that cannot be told from its repeats every time', () => {
		const rawBody = Buffer.from('{"webhookEvent":"jira:issue_updated","issue":{"id":"1"}}');
		const headers = { 'x-hub-signature': signBody(rawBody, 'secret') };

		const answer = receiveJiraDelivery({ rawBody, headers }, proof, {}, EMPTY_DELIVERY_LOG);

		expect(answer.events).toHaveLength(1);
		expect(answer.log).toEqual(EMPTY_DELIVERY_LOG);
	});

	it('says why an event was ignored', () => {
		const rawBody = Buffer.from('{"webhookEvent":"board_created"}');
		const headers = { 'x-hub-signature': signBody(rawBody, 'secret') };

		const answer = receiveJiraDelivery({ rawBody, headers }, proof, {}, EMPTY_DELIVERY_LOG);

		expect(answer).toMatchObject({
			status: 200,
			reason: 'Event board_created is not one that is read.',
		});
	});
});

describe('noteDelivery', () => {
	it('remembers a thousand ids when nothing else is said', () => {
		const full = { ids: Array.from({ length: 1_000 }, (_, index) => `${index}`) };

		expect(noteDelivery(full, 'new').log.ids).toHaveLength(1_000);
		expect(noteDelivery(full, 'new').log.ids.at(-1)).toBe('new');
	});

	it('remembers the newest ids up to its size', () => {
		const ids = ['a', 'b', 'c'];
		const log = ids.reduce((before, id) => noteDelivery(before, id, 2).log, EMPTY_DELIVERY_LOG);

		expect(log.ids).toEqual(['b', 'c']);
		expect(noteDelivery(log, 'c', 2)).toEqual({ log, seen: true });
		expect(noteDelivery(log, 'a', 2).seen).toBe(false);
	});
});
