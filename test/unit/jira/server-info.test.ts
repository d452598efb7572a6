import { cloud } from '../../../src/jira/cloud';
import { dataCenter } from '../../../src/jira/data-center';
import { createMemo } from '../../../src/jira/memo';
import { createScreenMemory } from '../../../src/jira/screen-memory';
import { decodeServerInfo } from '../../../src/jira/server-info';
import type { JiraIssue } from '../../../src/model/issue';

describe('decodeServerInfo', () => {
	it.each`
		body                                                                                | info
		${{ deploymentType: 'Cloud', version: '1001.0.0', serverTitle: 'T', baseUrl: 'u' }} | ${{ deployment: 'cloud', version: '1001.0.0', major: 1001, title: 'T', baseUrl: 'u' }}
		${{ deploymentType: 'Server', version: '9.12.1', versionNumbers: [9, 12, 1] }}      | ${{ deployment: 'dataCenter', version: '9.12.1', major: 9 }}
		${{}}                                                                               | ${{ deployment: 'dataCenter', version: '', major: 0 }}
		${'<html>'}                                                                         | ${{ deployment: 'dataCenter', version: '', major: 0 }}
	`('reads $body', ({ body, info }) => {
		expect(decodeServerInfo(body)).toEqual(info);
	});
});

describe('dialects', () => {
	it('choose the way to manage webhooks by product, version and credential', () => {
		expect(cloud.webhooks({ major: 1001, oauthApp: false }).kind).toBe('admin');
		expect(cloud.webhooks({ major: 1001, oauthApp: true }).kind).toBe('dynamic');
		expect(dataCenter.webhooks({ major: 9, oauthApp: true }).kind).toBe('admin');
		expect(dataCenter.webhooks({ major: 11, oauthApp: false }).kind).toBe('plugin');
	});

	it('Cloud looks up an account id as an id and anything else as a text', () => {
		expect(cloud.userQuery('5b10a2844c20165700ede21g')).toEqual({
			accountId: '5b10a2844c20165700ede21g',
		});
		expect(cloud.userQuery('712020:0f5d1b3c-aaaa-bbbb-cccc-0123456789ab')).toHaveProperty(
			'accountId',
		);
		expect(cloud.userQuery('Kim Lee')).toEqual({ query: 'Kim Lee' });
		expect(cloud.userQuery('averyveryverylongusername')).toHaveProperty('query');
	});

	it('Cloud sends at most 50 fresh ids, the newest, as numbers', () => {
		const freshIds = ['x', ...Array.from({ length: 60 }, (_, index) => `${index}`)];
		const search = { jql: 'a = 1', fields: [], properties: [], pageSize: 9, freshIds };

		const { body } = cloud.searchRequest(search, { token: 't' });

		expect(body).toMatchObject({ nextPageToken: 't', maxResults: 9 });
		expect(body).toHaveProperty(
			'reconcileIssues',
			Array.from({ length: 50 }, (_, index) => index + 10),
		);
	});

	it('Data Center steps by the rows that came, and stops at an empty page', () => {
		const page = (startAt: number, rows: number) =>
			dataCenter.readSearchPage({ startAt, total: 7, maxResults: 3, issues: Array(rows).fill({}) });

		expect(page(0, 3).next).toEqual({ startAt: 3 });
		expect(page(6, 1).next).toBeUndefined();
		expect(page(3, 0).next).toBeUndefined();
	});
});

describe('createMemo', () => {
	it('loads once for all who ask at once, and again when it was forgotten', async () => {
		const memo = createMemo<number>();
		let loads = 0;
		const load = async () => (loads += 1);

		expect(await Promise.all([memo.get('k', load), memo.get('k', load)])).toEqual([1, 1]);
		memo.forget('k');
		expect(await memo.get('k', load)).toBe(2);
	});
});

describe('createScreenMemory', () => {
	it('issues alike share a screen until one moves', () => {
		const screens = createScreenMemory();
		const issue = (id: string) =>
			({
				id,
				key: `A-${id}`,
				projectKey: 'A',
				issueType: { id: '7' },
				status: { id: '1' },
			}) as JiraIssue;
		screens.note(issue('1'));
		screens.note(issue('2'));

		expect(screens.keyOf('1')).toBe(screens.keyOf('2'));
		screens.moved('2', '9');
		screens.moved('unknown', '9');
		expect(screens.keyOf('unknown')).toBe('issue/unknown/9');
		expect(screens.keyOf('2')).not.toBe(screens.keyOf('1'));
		expect(screens.keyOf('3')).toBe('issue/3');
	});

	it('forgets the oldest when it is full', () => {
		const screens = createScreenMemory();
		for (let id = 0; id <= 20_000; id += 1)
			screens.note({
				id: `${id}`,
				key: `A-${id}`,
				projectKey: 'A',
				issueType: { id: '7' },
				status: { id: '1' },
			} as JiraIssue);

		expect(screens.keyOf('0')).toBe('issue/0');
		expect(screens.keyOf('20000')).toBe('A/7/1');
	});
});
