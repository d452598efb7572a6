import { toJson } from '../../src/model/decode';
import { toNameSet } from '../../src/sync/merge';
import type { Edit, IssueEvent, Side, ThingEdit } from './history';
import { FIELDS, LABELS, STATES } from './settings';
import type { World } from './world';
import { agreedField, classOf, livingIssues, stateInJira } from './look';
import { RECORD_IDS } from './records';

/** One edit that somebody made, with the value that it left behind. */
export interface MadeEdit {
	/** Position among all calls and edits. */
	readonly at: number;
	readonly side: Side;
	readonly record: string;
	/** Id of the issue that was edited. */
	readonly issue?: string;
	readonly field: keyof typeof FIELDS;
	/** A text, a class of states, or the label that was added or removed. */
	readonly value: string;
	/** For labels. */
	readonly added?: boolean;
	/** The side is back at what both last agreed on: its edits since then left no trace (law L1). */
	readonly undone?: boolean;
}

type Change = Omit<MadeEdit, 'at' | 'side' | 'record'>;

function stateChange(value: string, before: unknown, agreed: unknown): Change | undefined {
	if (value === before) return undefined;
	return { field: 'state', value, ...(value === agreed && { undone: true }) };
}

function labelChange({ add }: { readonly add: boolean }, value: string, agreed: unknown): Change {
	const undone = toNameSet(toJson(agreed)).includes(value) === add;
	return { field: 'labels', value, added: add, ...(undone && { undone }) };
}

/** People on both sides. An edit that a side refuses (no issue yet, no such transition) did not happen. */
/** An edit of a field. */
export type FieldEdit = Exclude<Edit, ThingEdit | IssueEvent>;

export interface Editor {
	make(edit: FieldEdit): Promise<void>;
	readonly made: readonly MadeEdit[];
}

export function createEditor(world: World, next: () => number): Editor {
	const made: MadeEdit[] = [];
	let texts = 0;
	const kim = world.site.asUser('kim');
	const onSource = (record: string, edit: FieldEdit): Change | undefined => {
		const { values } = world.record(record);
		switch (edit.kind) {
			case 'text': {
				const value = `edit ${(texts += 1)} of ${edit.field}`;
				world.records.edit(record, { [edit.field]: value });
				return { field: edit.field, value };
			}
			case 'state': {
				const states = Object.keys(STATES);
				const value = states[edit.pick % states.length] ?? 'open';
				const before = values['state'];
				world.records.edit(record, { state: value });
				return stateChange(value, before, agreedField(world.site, record, 'state', 's'));
			}
			case 'label': {
				const value = LABELS[edit.label] ?? LABELS[0];
				const others = toNameSet(values['labels']).filter((name) => name !== value);
				world.records.edit(record, { labels: edit.add ? [...others, value] : others });
				return labelChange(edit, value, agreedField(world.site, record, 'labels', 's'));
			}
		}
	};
	const inJira = async (
		record: string,
		key: string,
		edit: FieldEdit,
	): Promise<Change | undefined> => {
		switch (edit.kind) {
			case 'text': {
				const value = `edit ${(texts += 1)} of ${edit.field}`;
				await kim.edit(key, { [FIELDS[edit.field]]: value });
				return { field: edit.field, value };
			}
			case 'state': {
				const names = Object.values(STATES).flat();
				const status = names[edit.pick % names.length] ?? 'To Do';
				const before = stateInJira(world.site, key);
				try {
					await kim.transition(key, status);
				} catch {
					return undefined;
				}
				const value = classOf(status);
				return stateChange(value, before, agreedField(world.site, record, 'state', 'j'));
			}
			case 'label': {
				const value = LABELS[edit.label] ?? LABELS[0];
				const held = world.site.issue(key)?.fields['labels'];
				const others = (Array.isArray(held) ? held.map(String) : []).filter(
					(name) => name !== value,
				);
				await kim.edit(key, { labels: edit.add ? [...others, value] : others });
				return labelChange(edit, value, agreedField(world.site, record, 'labels', 'j'));
			}
		}
	};
	const inJiraIfLinked = async (record: string, edit: FieldEdit): Promise<Change | undefined> => {
		const [issue] = livingIssues(world.site, record);
		const change = issue && (await inJira(record, issue.key, edit));
		return change && { ...change, issue: issue.id };
	};
	return {
		made,
		async make(edit) {
			const record = RECORD_IDS[edit.record % RECORD_IDS.length] ?? RECORD_IDS[0];
			const done =
				edit.side === 'source' ? onSource(record, edit) : await inJiraIfLinked(record, edit);
			if (done !== undefined) made.push({ at: next(), side: edit.side, record, ...done });
		},
	};
}
