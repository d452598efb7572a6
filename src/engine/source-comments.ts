import { asError, isFailure } from '../model/failure';
import { own } from '../model/own';
import { wordsOf } from '../sync/comments/state';
import { takenBySource } from '../sync/comments/outcome';
import type { CommentPlan } from '../sync/comments/plan-comments';
import type { PlannedLink } from '../sync/comments/planned-link';
import { readSourceComments, type SourceComment } from '../sync/comments/read-source';
import { wasEditedInSource } from '../sync/comments/doubles';
import { copyInSource } from '../sync/comments/words';
import type { CommentLink } from '../sync/comments/table';
import type { Digest, RecordSource } from './ports';

/** A source whose comments the engine writes itself. */
export type CommentingSource = RecordSource &
	Required<Pick<RecordSource, 'createComment' | 'editComment' | 'deleteComment'>>;

/** Whether the engine writes the comments of this source; else they leave for the workflow. */
export function writesComments(source: RecordSource | undefined): source is CommentingSource {
	return (
		source?.createComment !== undefined &&
		source.editComment !== undefined &&
		source.deleteComment !== undefined
	);
}

/** A link once the source was written. */
export interface WrittenLink {
	/** Absent: nothing to remember. */
	readonly link?: CommentLink | undefined;
	readonly warning?: string;
}

/** The comments of one record, written by the engine (rows C21 to C24 of docs/design/comments.md). */
export interface SourceComments {
	write(planned: PlannedLink): Promise<WrittenLink>;
	removeSurplus(): Promise<void>;
}

export function createSourceComments(
	source: CommentingSource,
	recordId: string,
	plan: CommentPlan,
	digest: Digest,
): SourceComments {
	/** Row C22: what another run has made since the record was read. */
	const copyOf = async (jiraId: string): Promise<SourceComment | undefined> => {
		const { values } = await source.read(recordId);
		const { attribute } = plan.rules;
		const reading = readSourceComments(own(values, attribute), attribute);
		if (reading.kind !== 'comments') return undefined;
		return reading.comments.find(
			(comment) => copyInSource(wordsOf(plan.state), comment)?.commentId === jiraId,
		);
	};
	const create = async (jiraId: string, text: string) => {
		const rival = await copyOf(jiraId);
		if (rival === undefined) return await source.createComment(recordId, text);
		// What somebody has edited meanwhile counts as an edit of what was to be written.
		return { id: rival.id, text: wasEditedInSource(rival) === true ? text : rival.written };
	};
	const carryOut = async (planned: PlannedLink): Promise<CommentLink | undefined> => {
		const action = plan.actions.get(planned);
		const { text = '', id = '' } = action ?? {};
		switch (action?.action) {
			case undefined:
				return planned.next;
			case 'delete':
				await source.deleteComment(recordId, id);
				return undefined;
			case 'update': {
				const stored = { id, text: await source.editComment(recordId, id, text) };
				return takenBySource(planned, stored, plan.state, digest);
			}
			case 'create': {
				const stored = await create(planned.before.link.j ?? '', text);
				return takenBySource(planned, stored, plan.state, digest);
			}
		}
	};
	return {
		async write(planned) {
			try {
				return { link: await carryOut(planned) };
			} catch (error) {
				// Counted as handed out and not seen: tried again twice, then given up until its words change (row C23).
				if (!isFailure(error, 'permission') && !isFailure(error, 'validation'))
					throw asError(error);
				const name = `Comment ${planned.before.link.j ?? ''} in Jira`;
				return { link: planned.next, warning: `${name}: ${error.message}` };
			}
		},
		async removeSurplus() {
			for (const id of plan.surplusInSource) await source.deleteComment(recordId, id);
		},
	};
}
