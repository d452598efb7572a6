import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ChangeEvent } from '../../../src/model/change-event';
import { parseJiraDelivery } from '../../../src/webhook/parse-jira';

const folder = path.join(__dirname, '../../fixtures');

function parseFixture(name: string, headers = {}): ChangeEvent {
	const parsed = parseJiraDelivery(
		readFileSync(path.join(folder, `webhook-${name}.json`), 'utf8'),
		headers,
	);
	if (parsed.kind === 'ignored' || parsed.events[0] === undefined)
		throw new Error(`${name} was ignored`);
	return parsed.events[0];
}

const kim = {
	cloud: { displayName: 'Kim Lee', accountId: '5b10a2844c20165700ede21g' },
	datacenter: { email: 'kim@example.com', displayName: 'Kim Lee', name: 'kim' },
};

describe.each(['cloud', 'datacenter'] as const)('parseJiraDelivery, %s', (product) => {
	const withId = (fieldId: string) => (product === 'cloud' ? { fieldId } : {});
	const comments = product === 'cloud' ? 'reduced-issue' : 'without-issue';

	it.each(['created', 'deleted'])('issue %s', (what) => {
		expect(parseFixture(`${product}-issue-${what}-plain`)).toMatchObject({
			event: what === 'created' ? 'issueCreated' : 'issueDeleted',
			issueId: '10100',
			issueKey: 'CRASH-7',
			projectKey: 'CRASH',
			actor: kim[product],
			rawEvent: `jira:issue_${what}`,
		});
	});

	it('status and resolution', () => {
		expect(parseFixture(`${product}-issue-updated-status-and-resolution`)).toMatchObject({
			event: 'issueUpdated',
			occurredAt: 1795000001000,
			changes: [
				{
					field: 'resolution',
					...withId('resolution'),
					from: null,
					fromText: null,
					to: '10000',
					toText: 'Done',
				},
				{
					field: 'status',
					...withId('status'),
					from: '3',
					fromText: 'In Progress',
					to: '10002',
					toText: 'Done',
				},
			],
		});
	});

	it('display names of fields, labels in one text, custom fields', () => {
		const { changes } = parseFixture(`${product}-issue-updated-fix-version-and-labels`);

		expect(changes.map(({ field, toText }) => [field, toText])).toEqual([
			['Fix Version', '1.3.0'],
			['labels', 'backtrace crash'],
			['Severity', 'Critical'],
		]);
		expect(changes.map(({ fieldId }) => fieldId)).toEqual(
			product === 'cloud'
				? ['fixVersions', 'labels', 'customfield_10013']
				: [undefined, undefined, undefined],
		);
	});

	it.each(['created', 'updated', 'deleted'])(
		'comment %s: the issue is known, and who wrote it',
		(what) => {
			expect(parseFixture(`${product}-comment-${what}-${comments}`)).toMatchObject({
				event: `comment${what.charAt(0).toUpperCase()}${what.slice(1)}`,
				issueId: '10100',
				commentId: '30001',
				actor: kim[product],
			});
		},
	);
});

describe('parseJiraDelivery', () => {
	it.each(['created', 'updated', 'deleted'])(
		'Data Center tells a comment %s as an update',
		(what) => {
			const name = `comment${what.charAt(0).toUpperCase()}${what.slice(1)}`;

			expect(parseFixture(`datacenter-issue-updated-comment-${what}`)).toMatchObject({
				event: name,
				changes: [],
			});
		},
	);

	it.each(['datacenter-issue-updated-old-without-type', 'cloud-issue-updated-empty-changelog'])(
		'%s: an update by nobody with no changes',
		(name) => {
			const event = parseFixture(name);

			expect(event).toMatchObject({ event: 'issueUpdated', changes: [] });
			expect(event.actor).toBeUndefined();
		},
	);

	it('events without an issue body', () => {
		expect(parseFixture('cloud-version-released-plain')).toMatchObject({
			event: 'versionReleased',
		});
		expect(parseFixture('cloud-version-released-plain').issueId).toBeUndefined();
		expect(parseFixture('cloud-issue-link-created-plain').issueId).toBe('10101');
		expect(parseFixture('cloud-worklog-created-plain')).toMatchObject({
			issueId: '10100',
			actor: kim.cloud,
		});
	});

	it('L1: a repeated delivery has the same id, another one has not', () => {
		const ids = readdirSync(folder)
			.filter((name) => name.startsWith('webhook-'))
			.map((name) => parseFixture(name.slice('webhook-'.length, -'.json'.length)).deliveryId);
		const header = { 'x-atlassian-webhook-identifier': 'given-by-jira' };

		expect(new Set(ids).size).toBe(ids.length - 5);
		expect(parseFixture('cloud-issue-created-plain', header).deliveryId).toBe('given-by-jira');
	});

	it.each`
		body                                                         | reason
		${''}                                                        | ${'The body is not a JSON object.'}
		${'[]'}                                                      | ${'The body is not a JSON object.'}
		${'{}'}                                                      | ${'The body names no event.'}
		${'{"webhookEvent":"board_created"}'}                        | ${'Event board_created is not one that is read.'}
		${'{"webhookEvent":"sprint_started"}'}                       | ${'Event sprint_started does not tell what it is about.'}
		${'{"webhookEvent":"toString"}'}                             | ${'Event toString is not one that is read.'}
		${'{"webhookEvent":"comment_created","comment":{"id":"1"}}'} | ${'Event comment_created does not tell what it is about.'}
	`('ignores $body', ({ body, reason }) => {
		expect(parseJiraDelivery(body, {})).toEqual({ kind: 'ignored', reason });
	});

	it('a comment in an update with changed fields leaves it an update, and an empty user is nobody', () => {
		const body = {
			webhookEvent: 'jira:issue_updated',
			issue_event_type_name: 'issue_commented',
			user: {},
			issue: { id: '7' },
			changelog: { items: [{ field: 'status' }] },
		};

		const parsed = parseJiraDelivery(JSON.stringify(body), {});

		expect(parsed).toMatchObject({
			events: [{ event: 'issueUpdated', changes: [{ field: 'status' }] }],
		});
		expect(JSON.stringify(parsed)).not.toContain('"actor"');
	});

	it('lives with parts of the wrong kind', () => {
		const body = {
			webhookEvent: 'jira:issue_updated',
			timestamp: '12',
			user: 'kim',
			issue: { id: 7 },
			changelog: { items: [null, 5, {}, { fieldId: 'x', from: 3 }] },
		};

		expect(parseJiraDelivery(JSON.stringify(body), {})).toMatchObject({
			events: [
				{
					issueId: '7',
					occurredAt: 12,
					changes: [
						{ field: 'x', fieldId: 'x', from: '3', to: null, fromText: null, toText: null },
					],
				},
			],
		});
		expect(
			parseJiraDelivery('{"webhookEvent":"jira:issue_updated","issue":{"id":"7"}}', {}),
		).toMatchObject({
			events: [{ occurredAt: 0 }],
		});
	});
});
