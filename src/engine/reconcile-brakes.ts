import type { JsonValue } from '../model/json';
import type { FieldValues } from '../model/record';
import type { Draft } from './reconcile-draft';
import type { ReconcileSettings } from './reconcile-settings';

/** Below this many records a share says nothing. */
const SMALL = 10;
/** So many records or issues do not vanish, or become empty, by chance at once. */
const SUSPICIOUS = 3;

/**
 * What a run must say in place of writing, because the drafts would change more than a person allowed, or one side came back
 * empty (rows R2 to R5). Nothing when it may go on.
 */
export function brakeWords(
	drafts: readonly Draft[],
	settings: ReconcileSettings,
): string | undefined {
	const { brakes, ensure } = settings;
	const empty = brakes.allowEmpty === true ? undefined : emptySide(drafts, settings);
	if (empty !== undefined)
		return `Stopped before writing: ${empty} Look at the plan with "Dry Run", then set "Allow an Empty Side" if it is what you want.`;
	const moving = drafts.filter((draft) => 'visible' in draft && draft.visible).length;
	const making = ensure === undefined ? 0 : drafts.filter(({ kind }) => kind === 'missing').length;
	const percent = drafts.length === 0 ? 0 : (100 * moving) / drafts.length;
	const tooMany = moving + making > brakes.maxChanges;
	const tooLarge = drafts.length >= SMALL && percent > brakes.maxPercent;
	if (!tooMany && !tooLarge) return undefined;
	return `Stopped before writing: ${moving} of ${drafts.length} pairs would change and ${making} issues would be made. Look at the plan with "Dry Run", then raise "Most Changes" or "Largest Share of Changes" if it is what you want.`;
}

function emptySide(
	drafts: readonly Draft[],
	{ ensure }: Pick<ReconcileSettings, 'ensure'>,
): string | undefined {
	const missing = drafts.filter(({ kind }) => kind === 'missing');
	const named = missing.filter(({ record }) => record.issueKey !== undefined).length;
	if (ensure !== undefined && missing.length === drafts.length && named >= SUSPICIOUS)
		return `no issue was found, though ${named} records name theirs, and all would be made again. Check the permissions of the account, and Jira's search index.`;
	const linked = drafts.length - missing.length;
	const reports = drafts.flatMap((draft) => ('report' in draft ? [draft.report] : []));
	const inJira = reports.filter(({ toJira }) => onlyEmpties(toJira)).length;
	if (isMost(inJira, linked))
		return `the records came back empty, and ${inJira} of ${linked} issues would lose what they hold. Check how the records are read.`;
	const inSource = reports.filter(({ toSource }) => onlyEmpties(toSource)).length;
	return isMost(inSource, linked)
		? `the issues came back empty, and ${inSource} of ${linked} records would lose what they hold. Check which fields the account may see.`
		: undefined;
}

function isMost(count: number, all: number): boolean {
	return count >= SUSPICIOUS && 2 * count > all;
}

/** Something would be written, and nothing of it is a value. */
function onlyEmpties(values: FieldValues): boolean {
	const written = Object.values(values);
	return written.length > 0 && written.every(isEmpty);
}

function isEmpty(value: JsonValue): boolean {
	return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
