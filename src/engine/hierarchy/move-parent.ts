import { asError, InputError, inputError, isFailure } from '../../model/failure';
import { own } from '../../model/own';
import { linkedKey } from '../../sync/hierarchy/sides';
import { parentKey, parkParent } from '../../sync/hierarchy/park';
import type { HierarchyRules } from '../../sync/hierarchy/rules';
import type { SyncSettings } from '../../sync/mapping';
import type { SyncPlan } from '../../sync/plan';
import type { PairSnapshot } from '../../sync/snapshot';
import type { EngineContext } from '../context';
import type { Pair } from '../read-pair';

/** What became of a planned move below another parent. */
export interface ParentMove {
	readonly moved: boolean;
	/** The snapshot to store: where Jira refused, the pair of values is given up in it. */
	readonly snapshot: PairSnapshot;
	readonly warnings: readonly string[];
}

/**
 * Moves an issue below its parent, after the status and before the last write: a run that dies in between leaves both sides equal
 * under an old snapshot. A refusal holds up neither the fields nor the other pairs (row H8).
 */
export async function moveParent(
	context: EngineContext,
	settings: SyncSettings,
	{ issue, snapshot }: Pair,
	plan: SyncPlan,
	next: PairSnapshot,
): Promise<ParentMove> {
	const { hierarchy } = settings;
	const { toParent } = plan;
	const unmoved = { moved: false, snapshot: next, warnings: [] };
	if (hierarchy === undefined) return unmoved;
	const { jira: held = null } = own(plan.decisions, parentKey(hierarchy)) ?? {};
	const oldLink = linkIn(snapshot, hierarchy);
	if (toParent === undefined) {
		const isLeft = oldLink !== undefined && linkIn(next, hierarchy) === undefined;
		return isLeft ? await leaveLink(context, hierarchy, issue, oldLink, next) : unmoved;
	}
	const newLink = linkedKey(toParent);
	const { tracker } = context;
	try {
		const field = newLink === undefined ? toParent : null;
		const fieldHeld = linkedKey(held) === undefined ? held : null;
		if (field !== fieldHeld) await setField(context, issue, field);
		if (newLink !== undefined) await tracker.linkIssues(hierarchy.linkType, issue.id, newLink);
		if (oldLink !== undefined && oldLink !== newLink)
			await tracker.unlinkIssues(hierarchy.linkType, issue.id, oldLink);
		return { moved: true, snapshot: next, warnings: [] };
	} catch (error) {
		const refused = asError(error);
		if (!isRefusal(refused)) throw refused;
		return {
			moved: false,
			snapshot: parkParent(plan, next, snapshot, hierarchy, context.digest),
			warnings: [
				`${issue.key} was not moved below ${newLink ?? toParent ?? 'no parent'}: ${refused.message}`,
			],
		};
	}
}

/** The key of the issue that a link was made to, by what both sides last shared. */
function linkIn({ fields }: PairSnapshot, rules: HierarchyRules): string | undefined {
	const { j = null } = own(fields, parentKey(rules)) ?? {};
	return linkedKey(typeof j === 'string' ? j : null);
}

/**
 * People put the issue below another one by its field, and the record followed: the link to the parent before goes (row H4). It stays,
 * with a word about it, where Jira refuses.
 */
async function leaveLink(
	{ tracker }: EngineContext,
	{ linkType }: HierarchyRules,
	{ id, key }: Pair['issue'],
	link: string,
	snapshot: PairSnapshot,
): Promise<ParentMove> {
	try {
		await tracker.unlinkIssues(linkType, id, link);
		return { moved: true, snapshot, warnings: [] };
	} catch (error) {
		const refused = asError(error);
		if (!isRefusal(refused)) throw refused;
		const warning = `The link of ${key} to ${link}, its parent before, stays: ${refused.message}`;
		return { moved: false, snapshot, warnings: [warning] };
	}
}

function isRefusal(error: Error): boolean {
	return (
		error instanceof InputError || isFailure(error, 'validation') || isFailure(error, 'permission')
	);
}

async function setField(
	{ tracker }: EngineContext,
	{ id, projectKey: project, issueType }: Pair['issue'],
	key: string | null,
): Promise<void> {
	const child = { project, issueType: issueType.id };
	if (key === null && (await tracker.isSubtask(child))) throw inputError(SUBTASK);
	const field = await tracker.parentField(child);
	await tracker.editIssue(id, { fields: { [field]: key } });
}

const SUBTASK =
	'A sub-task cannot be without a parent, and Jira turns it into another type by hand only. Convert it in Jira, or give the record a parent.';
