import { syncOne } from '../../src/engine/sync-one';
import type { SyncRequest } from '../../src/engine/sync-request';
import type { SyncReport } from '../../src/engine/reports';
import type { JiraComment } from '../../src/model/comment';
import type { JsonValue } from '../../src/model/json';
import type { CommentRules } from '../../src/sync/comments/rules';
import type { SourceCommentAction } from '../../src/sync/comments/plan-comments';
import { mapping, syncSettings, type Worker } from './engine-world';
import { inWorkflow, linkedPair, type LinkedPair } from './linked-pair';

export const COMMENT_RULES: CommentRules = {
	direction: 'both',
	attribute: 'comments',
	onConflict: 'preferJira',
	againstDirection: 'leave',
	includeRestricted: false,
};

/** A comment of the record as a test writes it. */
export type RecordComment = Record<string, JsonValue> & { id: string; text: string };

/** A linked pair whose comments are synced, with a workflow that writes what leaves on To Source. */
export interface CommentPair {
	readonly pair: LinkedPair;
	/** What the source holds; tests change it as people would. */
	readonly source: RecordComment[];
	/** Comments in Jira. */
	jira(): readonly JiraComment[];
	/** Texts in Jira, oldest first. */
	texts(): readonly string[];
	/** Somebody writes a comment in Jira. */
	say(text: string, restriction?: JsonValue): JiraComment;
	/** One run and its delivery. `lost`: what leaves never reaches the source. */
	run(options?: {
		readonly worker?: Worker;
		readonly lost?: boolean;
		readonly request?: Partial<SyncRequest>;
	}): Promise<SyncReport>;
	/** Reads and writes of a run of its own. */
	quiet(): Promise<{ readonly reads: number; readonly writes: number }>;
	/** Writes what left into the source, as often as it is called. */
	deliver(actions: readonly SourceCommentAction[]): void;
}

/** Makes a pair in step, without comments. */
export async function commentPair(changes: Partial<CommentRules> = {}): Promise<CommentPair> {
	const settings = syncSettings([mapping('title', 'summary')], {
		comments: { ...COMMENT_RULES, ...changes },
	});
	const pair = await linkedPair({ title: 'Crash', comments: [] }, settings);
	const source: RecordComment[] = [];
	const { store } = pair.world;
	let last = 0;
	const deliver = (actions: readonly SourceCommentAction[]): void => {
		for (const { action, id, text = '' } of actions) {
			const index = source.findIndex((comment) => comment.id === id);
			const found = source[index];
			if (action === 'create') source.push({ id: `made-${(last += 1)}`, author: 'n8n', text });
			else if (action === 'delete' && found !== undefined) source.splice(index, 1);
			else if (found !== undefined) source[index] = { ...found, text };
		}
	};
	const request = (more: Partial<SyncRequest> = {}): SyncRequest => {
		const base = inWorkflow(pair, more);
		const values = { comments: structuredClone(source), ...base.record.values };
		return { ...base, record: { ...base.record, values: { ...values, comments: [...source] } } };
	};
	const run: CommentPair['run'] = async ({
		worker = pair.world.worker(),
		lost,
		request: more,
	} = {}) => {
		pair.world.advance(5_000);
		const report = await syncOne(worker, request(more));
		if (lost !== true) deliver(report.comments?.toSource ?? []);
		return report;
	};
	return {
		pair,
		source,
		jira: () => store.thread.of(pair.issue),
		texts: () => store.thread.of(pair.issue).map(({ text }) => text),
		say(text, restriction) {
			pair.world.advance(5_000);
			const draft = { text, ...(restriction !== undefined && { visibility: restriction }) };
			return store.thread.add(pair.issue, draft, 'kim');
		},
		run,
		async quiet() {
			const worker = pair.world.worker();
			await run({ worker });
			return { reads: worker.tracker.counts.reads, writes: worker.tracker.counts.writes };
		},
		deliver,
	};
}
