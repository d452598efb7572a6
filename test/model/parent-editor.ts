import { ALL_FIELD_IDS } from '../../simulators/jira/seed-all-fields';
import type { StoredIssue } from '../../simulators/jira/site';
import { EPIC_IDS, FAMILY_PROJECT } from './family';
import { agreedParent, epicField, keyAbove, nameOfIssue } from './family-look';
import type { Side, ThingEdit } from './history';
import { livingIssues } from './look';
import { RECORD_IDS } from './records';
import type { World } from './world';

/** Somebody put a record or its issue below another one, or took it out. */
export interface MadeParent {
	/** Position among all calls and edits. */
	readonly at: number;
	readonly side: Side;
	/** The child. */
	readonly record: string;
	/** Id of the child's issue, in Jira. */
	readonly issue?: string;
	/** Id of the parent record, or key of an issue that belongs to none; `null` for the top. */
	readonly value: string | null;
	/** The same as its side spells it: the id of a record, the key of an issue. */
	readonly spelt: string | null;
	/** The side is back at what both last agreed on: its edits since then left no trace (law L1). */
	readonly undone?: boolean;
}

/** People who move records and issues below others, in Jira also below issues that belong to no record, and delete epics. */
export interface ParentEditor {
	/** Does nothing where there is no issue, or it lies there already. */
	make(record: string, edit: ThingEdit): Promise<void>;
	readonly made: readonly MadeParent[];
}

/** `pick` of an edit that is about the issue of an epic, or about what is no epic. */
const OTHER = 3;

export function createParentEditor(world: World, next: () => number): ParentEditor {
	const made: MadeParent[] = [];
	const kim = world.site.asUser('kim');
	let stranger: string | undefined;
	const onSource = (record: string, value: string | null): void => {
		const before = world.record(record).values['parent'];
		if (before === value) return;
		world.records.edit(record, { parent: value });
		const undone = value === agreedParent(world, record, 's');
		const common = { at: next(), side: 'source', record, value, spelt: value } as const;
		made.push({ ...common, ...(undone && { undone }) });
	};
	const noteIssue = (record: string, issue: StoredIssue, spelt: string | null): void => {
		const agreed = agreedParent(world, record, 'j') ?? null;
		// Beside an empty field the link counts, as long as it was the last that both agreed on.
		const isLinked = typeof agreed === 'string' && agreed.startsWith('link ');
		const undone = spelt === agreed || (spelt === null && isLinked);
		const value = spelt === null ? null : nameOfIssue(world, spelt);
		const common = { at: next(), side: 'jira', record, issue: issue.id, value, spelt } as const;
		made.push({ ...common, ...(undone && { undone }) });
	};
	const inJira = async (record: string, key: string | null): Promise<void> => {
		const [issue] = livingIssues(world.site, record);
		if (issue === undefined || keyAbove(world, issue) === key) return;
		const above = world.site.deployment === 'cloud' && key !== null ? { key } : key;
		await kim.edit(issue.key, { [epicField(world)]: above });
		noteIssue(record, issue, key);
	};
	/** What lay below lies at the top then. */
	const deleteEpic = async (pick: number): Promise<void> => {
		const [epic] = livingIssues(world.site, EPIC_IDS[pick % EPIC_IDS.length] ?? EPIC_IDS[0]);
		if (epic === undefined) return;
		const below = RECORD_IDS.flatMap((record) =>
			livingIssues(world.site, record)
				.filter((issue) => keyAbove(world, issue) === epic.key)
				.map((issue) => ({ record, issue })),
		);
		await kim.remove(epic.key);
		for (const { record, issue } of below) noteIssue(record, issue, null);
	};
	const target = async (record: string, { side, pick }: ThingEdit): Promise<string | null> => {
		if (pick !== OTHER) {
			const id = EPIC_IDS[pick % EPIC_IDS.length] ?? EPIC_IDS[0];
			return side === 'source' ? id : (livingIssues(world.site, id)[0]?.key ?? null);
		}
		if (side === 'source') return RECORD_IDS.find((id) => id !== record) ?? null;
		stranger ??= await kim.create(FAMILY_PROJECT, 'Epic', strangeEpic(world));
		return stranger;
	};
	return {
		made,
		async make(record, edit) {
			const { side, action, pick } = edit;
			if (action === 'delete' && side === 'jira' && pick === OTHER)
				return await deleteEpic(Number(record));
			const to = action === 'delete' ? null : await target(record, edit);
			if (side === 'source') onSource(record, to);
			else if (to !== null || action === 'delete') await inJira(record, to);
		},
	};
}

/** An epic that belongs to no record. */
function strangeEpic({ site }: World): Readonly<Record<string, string>> {
	const summary = 'A stranger';
	return site.deployment === 'cloud' ? { summary } : { summary, [ALL_FIELD_IDS.epicName]: summary };
}
