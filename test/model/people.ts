import type { StoredIssue } from '../../simulators/jira/site';
import { createCommentEditor, type MadeComment } from './comment-editor';
import { createEditor, type FieldEdit, type MadeEdit } from './editor';
import { createFileEditor, type MadeFile } from './file-editor';
import { thingsOf, type Edit, type History, type IssueEvent } from './history';
import { createReleaseEditor, type MadeRelease, type ReleaseEditor } from './release-editor';
import { hasNote, mayMove } from './family';
import { livingIssues } from './look';
import { createParentEditor, type MadeParent } from './parent-editor';
import { RECORD_IDS } from './records';
import type { World } from './world';

/** Everybody who works in the two systems beside the sync. */
export interface People {
	/** Does nothing where it cannot be done (no issue yet, no such transition). */
	make(edit: Edit): Promise<void>;
	readonly edits: readonly MadeEdit[];
	readonly comments: readonly MadeComment[];
	readonly files: readonly MadeFile[];
	readonly releases: readonly MadeRelease[];
	readonly parents: readonly MadeParent[];
	/** The releases of the source as they are now. */
	allReleases: ReleaseEditor['all'];
	/** Webhooks that were fired and not delivered yet: the issue as each of them named it. */
	readonly webhooks: { readonly record: string; readonly issue: string }[];
}

export function createPeople(history: History, world: World, next: () => number): People {
	const fields = createEditor(world, next);
	const things = thingsOf(history);
	const editors = {
		comments: createCommentEditor(world, next),
		files: createFileEditor(world, next),
		versions: createReleaseEditor(next),
		parents: createParentEditor(world, next),
	};
	const webhooks: { record: string; issue: string }[] = [];
	const happen = async ({ key: issue }: StoredIssue, { what }: IssueEvent): Promise<void> => {
		const kim = world.site.asUser('kim');
		if (what === 'delete') await kim.remove(issue);
		else if (mayMove(history)) await kim.move(issue, issue.startsWith('CRASH-') ? 'PLAN' : 'CRASH');
	};
	return {
		edits: fields.made,
		comments: editors.comments.made,
		files: editors.files.made,
		releases: editors.versions.made,
		parents: editors.parents.made,
		allReleases: editors.versions.all,
		webhooks,
		async make(edit) {
			const record = RECORD_IDS[edit.record % RECORD_IDS.length] ?? RECORD_IDS[0];
			const [issue] = edit.side === 'jira' ? livingIssues(world.site, record) : [];
			if (edit.kind === 'issue') {
				if (issue !== undefined) await happen(issue, edit);
			} else if (edit.kind === 'thing') {
				const thing = things[edit.which % Math.max(1, things.length)];
				if (thing !== undefined) await editors[thing].make(record, edit);
			} else await fields.make(withoutNote(history, edit));
			if (issue !== undefined) webhooks.push({ record, issue: issue.key });
		},
	};
}

/** The field of one project is not synced where issues move, or are elsewhere. */
function withoutNote(history: History, edit: FieldEdit): FieldEdit {
	return !hasNote(history) && edit.kind === 'text' ? { ...edit, field: 'title' } : edit;
}
