import type { LinkedComments } from './match';
import { planBoth } from './plan-body';
import { planHandedOut, planRefused } from './plan-create';
import { planGoneInJira, planGoneInSource } from './plan-gone';
import { same, type LinkPlanContext, type PlannedLink } from './planned-link';

/** Plans two comments that belong together, or what is left of them. */
export function planLink(context: LinkPlanContext, linked: LinkedComments): PlannedLink {
	const { link, source, jira } = linked;
	if (source !== undefined && jira !== undefined) return planBoth(context, linked);
	// Row C3: a copy that was only just found is not deleted before a run that read both sides afresh misses its original.
	if (linked.found === true && link.j !== undefined) return same(linked);
	if (source !== undefined)
		return link.j === undefined ? planRefused(context, linked) : planGoneInJira(context, linked);
	if (jira !== undefined)
		return link.s === undefined
			? planHandedOut(context, linked)
			: planGoneInSource(context, linked);
	// A copy may be on its way to the source still: known again when it arrives, and then deleted (row C9).
	const mayArrive = link.s === undefined && link.b?.parked === undefined;
	if (mayArrive) return same(linked);
	return { before: linked };
}
