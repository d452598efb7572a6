import { createHash } from 'node:crypto';
import { planSync, type SyncState } from '../src/sync/plan';
import type { SyncSettings } from '../src/sync/mapping';
import { signBody, verifySignature } from '../src/webhook/verify';
import { issueWith } from '../test/support/plan-state';
import { perSecond } from './measure';

const FIELDS = 200;

/** Speed of the pure parts: how often a second each runs. */
export function benchPure(): Readonly<Record<string, number>> {
	const { state, settings } = planned();
	const options = {
		delivery: 'workflow',
		retryParked: false,
		digest: (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32),
	} as const;
	const body = Buffer.from(
		JSON.stringify({ webhookEvent: 'jira:issue_updated', pad: 'x'.repeat(8_000) }),
	);
	const signature = signBody(body, 'secret');
	return {
		[`plans of ${FIELDS} fields per second`]: perSecond(
			() => void planSync(state, settings, options),
		),
		'signatures over 8 KB verified per second': perSecond(
			() => void verifySignature(body, signature, ['other', 'secret']),
		),
	};
}

/** Two hundred text fields, a tenth of them changed on one side. */
function planned(): { readonly state: SyncState; readonly settings: SyncSettings } {
	const names = Array.from({ length: FIELDS }, (_, index) => `customfield_${index}`);
	const values = (changed: number) =>
		Object.fromEntries(names.map((name, index) => [name, index % 10 === changed ? 'new' : 'old']));
	const settings: SyncSettings = {
		profile: 'default',
		mappings: names.map((name) => ({
			source: name,
			jira: name,
			direction: 'both',
			onConflict: 'preferJira',
			onLinking: 'jira',
			againstDirection: 'leave',
		})),
		status: { rows: [], via: [], screenFields: {} },
		assignee: { table: [], unmatched: 'leave', matchDisplayName: false },
	};
	const state: SyncState = {
		record: { system: 'bench', id: '1', values: values(1) },
		issue: issueWith(values(2), {
			schemas: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
		}),
		snapshot: {
			format: 1,
			link: { system: 'bench', recordId: '1' },
			fields: Object.fromEntries(names.map((name) => [name, { s: 'old', j: 'old' }])),
		},
		found: {},
		changed: {},
	};
	return { state, settings };
}
