import { isObject } from '../../src/model/decode';
import type { MadeComment } from './comment-editor';
import type { Delivered } from './delivery';
import type { Effect } from './door';
import type { MadeEdit } from './editor';
import type { MadeFile } from './file-editor';
import type { Played } from './play';
import { FIELDS } from './settings';

/**
 * The edit fell between a run's last look at the values of a side and its write of that side, or between the look of a run that
 * handed a value out and the moment at which the workflow wrote it. Neither system has conditional writes, so no reading can exclude
 * it (docs/design/write-order.md, "The window").
 */
export function isRaced(edit: MadeEdit, { effects, delivered }: Traces): boolean {
	const overtaken = delivered.some(
		({ record, fields, lookedAt, at }) =>
			record === edit.record && fields.includes(edit.field) && lookedAt < edit.at && edit.at < at,
	);
	return overtaken || effects.some((effect) => isOvertaken(edit, effect, effects));
}

/** The same for a comment: the run's write of any comment of that side, since its last look at them; or the item's write of this one. */
export function isCommentRaced(
	event: MadeComment,
	{ history, effects, deliveredComments }: Played,
): boolean {
	const overtaken = deliveredComments.some(
		({ record, action, id, jiraId, lookedAt, at }) =>
			record === event.record &&
			action !== 'create' &&
			[id, jiraId].includes(event.id) &&
			lookedAt < event.at &&
			event.at < at,
	);
	if (overtaken) return true;
	if (event.side === 'source' && history.delivery === 'workflow') return false;
	return effects.some((effect) => {
		if (!effect.write || effect.side !== event.side || effect.at < event.at) return false;
		if (!/\/comments?\/[^/]+$/.test(effect.path)) return false;
		if (thingOf(effect) !== (event.issue ?? event.record)) return false;
		return (lastLook(effect, effects)?.at ?? 0) < event.at;
	});
}

/** The same for a file of the source: it was deleted by a run that had listed the files before somebody gave it another content. */
export function isFileRaced({ at, side, record, id }: MadeFile, { effects }: Traces): boolean {
	const list = `/records/${record}/files`;
	return effects.some((effect) => {
		if (side !== 'source' || effect.at < at || effect.path !== `${list}/${id}` || !effect.write)
			return false;
		const look = effects.findLast(
			({ path, write, run, at: then }) =>
				run === effect.run && path === list && !write && then < effect.at,
		);
		return (look?.at ?? 0) < at;
	});
}

/** Whether a run was under way at that moment. */
export function isDuringRun({ at }: Pick<MadeFile, 'at'>, { effects }: Traces): boolean {
	const before = new Set(effects.filter((effect) => effect.at < at).map(({ run }) => run));
	return effects.some((effect) => effect.at > at && effect.run > 0 && before.has(effect.run));
}

/** What workers and the workflow left behind. */
export interface Traces {
	readonly effects: readonly Effect[];
	readonly delivered: readonly Delivered[];
}

function isOvertaken(edit: MadeEdit, effect: Effect, effects: readonly Effect[]): boolean {
	if (!effect.write || effect.side !== edit.side || effect.at < edit.at) return false;
	if (thingOf(effect) !== (edit.issue ?? edit.record) || !names(effect, edit.field)) return false;
	return (lastLook(effect, effects)?.at ?? 0) < edit.at;
}

/** Whether a write is of the field. */
function names({ side, path, body }: Effect, field: MadeEdit['field']): boolean {
	if (side === 'jira' && path.endsWith('/transitions')) return field === 'state';
	const values = side === 'source' ? body : isObject(body) ? body['fields'] : undefined;
	return isObject(values) && Object.hasOwn(values, side === 'source' ? field : FIELDS[field]);
}

/** The last time before a write that its run looked at what it is about. */
export function lastLook(write: Effect, effects: readonly Effect[]): Effect | undefined {
	const { at, worker, run, side } = write;
	return effects.findLast(
		(effect) =>
			effect.look &&
			effect.at < at &&
			effect.worker === worker &&
			effect.run === run &&
			effect.side === side &&
			thingOf(effect) === thingOf(write),
	);
}

/** Id of the issue or the record that a call is about. */
export function thingOf({ path }: Effect): string | undefined {
	return /\/(?:issue|records)\/(\d+)/.exec(path)?.[1];
}

/** What a run may overwrite in: each is a request of its own. */
export const WINDOWS = ['record', 'status', 'issue'] as const;
export type Windows = Readonly<Record<(typeof WINDOWS)[number], number>>;

/** The most calls that one run made between its last look at what it was about to write, and the write. */
export function windowsOf(effects: readonly Effect[]): Windows {
	const widest = { record: 0, status: 0, issue: 0 };
	for (const write of effects) {
		const kind = isAlone(write, effects) ? windowOf(write) : undefined;
		const look = kind && lastLook(write, effects);
		if (kind === undefined || look === undefined) continue;
		const between = effects.filter(
			({ at, worker, run }) =>
				at > look.at && at < write.at && worker === write.worker && run === write.run,
		);
		widest[kind] = Math.max(widest[kind], between.length);
	}
	return widest;
}

/** Whether the run worked on one pair only: a reconcile does others in between. */
function isAlone({ run }: Effect, effects: readonly Effect[]): boolean {
	const issues = effects
		.filter((effect) => effect.run === run && effect.side === 'jira')
		.flatMap((effect) => thingOf(effect) ?? []);
	return run > 0 && new Set(issues).size <= 1;
}

function windowOf({ write, side, path }: Effect): keyof Windows | undefined {
	if (!write) return undefined;
	if (side === 'source') return 'record';
	if (path.endsWith('/transitions')) return 'status';
	return /\/issue\/\d+$/.test(path) ? 'issue' : undefined;
}
