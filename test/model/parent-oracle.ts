import { isObject } from '../../src/model/decode';
import type { FieldDecision } from '../../src/sync/field-plan';
import { parentKey } from '../../src/sync/hierarchy/park';
import { ALL_FIELD_IDS } from '../../simulators/jira/seed-all-fields';
import type { StoredIssue } from '../../simulators/jira/site';
import { FAMILY } from './family';
import { keyAbove, linkedAbove, nameOfIssue } from './family-look';
import { linkOf } from './look';
import type { MadeParent } from './parent-editor';
import type { Played } from './play';
import { lastLook, thingOf } from './race';
import { NOTHING_WRONG, type ThingVerdict } from './thing-verdict';

const KEY = parentKey(FAMILY);
const PARENT_FIELDS = ['parent', ALL_FIELD_IDS.epicLink];

/** Judges what a record and its issue lie below: the same on both sides, one parent only, and the last move kept or named. */
export function judgeParents(played: Played, record: string, issue: StoredIssue): ThingVerdict {
	const { world } = played;
	const source = world.record(record).values[FAMILY.parentAttribute];
	if (source === undefined) return NOTHING_WRONG;
	const above = parentsInJira(played, issue);
	const [jira = null] = above;
	const isOpen = isReported(played, record);
	const missed = isOpen
		? []
		: missedMoves(played, record, issue, source === jira ? jira : undefined);
	const [raced, lost] = [true, false].map((wanted) =>
		missed.filter((move) => isMoveRaced(move, played) === wanted).map(words),
	);
	return {
		lost: lost ?? [],
		raced: raced ?? [],
		doubled:
			above.length > 1 && !isOpen ? [`record ${record} lies below ${above.join(' and ')}`] : [],
		disagreements:
			source === jira || isOpen
				? []
				: [`record ${record} parent: source "${String(source)}", Jira "${String(jira)}"`],
	};
}

function words({ side, record, spelt }: MadeParent): string {
	return `${side} ${record} parent "${String(spelt)}"`;
}

/** What the field holds, and what links put above. */
function parentsInJira({ world }: Played, issue: StoredIssue): readonly string[] {
	const held = keyAbove(world, issue);
	return [...(held === null ? [] : [held]), ...linkedAbove(issue)].map((key) =>
		nameOfIssue(world, key),
	);
}

/** The last report says why the two sides differ (rows H4, H5 and H8, and conflicts that nobody decided). */
function isReported({ reports }: Played, record: string): boolean {
	const last = reports.findLast((report) => report.record.id === record);
	const kind = last?.decisions[KEY]?.kind;
	return kind === 'conflict' || kind === 'parked' || kind === 'unmapped';
}

/** The last move, unless it came true on both sides, was taken back, or a report names it. */
function missedMoves(
	played: Played,
	record: string,
	living: StoredIssue,
	agreed: string | null | undefined,
): readonly MadeParent[] {
	const all = played.parents.filter((move) => move.record === record);
	const moves = all.filter((move) => !isElsewhere(played, move, living));
	const last = moves
		.filter(
			({ side }, index) =>
				!moves.slice(index).some((move) => move.side === side && move.undone === true),
		)
		.at(-1);
	if (last === undefined || isNamed(played, last)) return [];
	const later = all.filter(({ at }) => at >= last.at);
	return later.some(({ value }) => value === agreed) ? [] : [last];
}

/** The issue that was moved does not stand for the record any more, or was another one's rival. */
function isElsewhere(
	{ linkedAt, world }: Played,
	{ issue, record }: MadeParent,
	living: StoredIssue,
): boolean {
	if (issue === undefined || issue === living.id) return false;
	const still = world.site.issue(issue);
	const link = still && linkOf(still);
	return link?.recordId !== record || linkedAt[issue] === undefined;
}

/** A report shows the value as one of two between which a policy, or nobody, decided, or says why it was not taken. */
function isNamed({ reports }: Played, { record, spelt }: MadeParent): boolean {
	return reports.some((report) => {
		const decision = report.record.id === record ? report.decisions[KEY] : undefined;
		return decision !== undefined && shownIn(decision).includes(spelt);
	});
}

function shownIn({
	kind,
	row,
	conflict,
	source,
	jira,
	disputed,
}: FieldDecision): readonly unknown[] {
	const isOpen = conflict === true || kind === 'conflict' || kind === 'parked' || row === 'M6';
	return [...(isOpen ? [source, jira] : []), disputed?.s, disputed?.j];
}

/** The move fell between a run's last look and its write of the parent, which no reading can exclude. */
function isMoveRaced(move: MadeParent, { effects, delivered }: Played): boolean {
	const { at, side, record, issue } = move;
	const overtaken = delivered.some(
		(item) =>
			item.record === record &&
			item.fields.includes(FAMILY.parentAttribute) &&
			item.lookedAt < at &&
			at < item.at,
	);
	return (
		overtaken ||
		effects.some(
			(effect) =>
				effect.write &&
				effect.side === side &&
				effect.at > at &&
				thingOf(effect) === (issue ?? record) &&
				isMove(effect.body) &&
				(lastLook(effect, effects)?.at ?? 0) < at,
		)
	);
}

/** A write of the parent, on either side. */
function isMove(body: unknown): boolean {
	if (!isObject(body)) return false;
	const fields = isObject(body['fields']) ? body['fields'] : {};
	return FAMILY.parentAttribute in body || PARENT_FIELDS.some((field) => field in fields);
}
