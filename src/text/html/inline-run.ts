import type { Inline, Mark } from '../tree';

/** Collects the inlines of one paragraph and folds white space as a browser does. */
export interface InlineRun {
	text(text: string, marks: readonly Mark[], isPreformatted: boolean): void;
	add(inline: Inline): void;
	/** What was collected; the run is empty afterwards. */
	take(): readonly Inline[];
}

const FOLDED = /[ \t\n\f\r]+/g;

/** An empty run; text after a line end or a space does not begin with a space. */
export function createInlineRun(): InlineRun {
	let content: Inline[] = [];
	let followsSpace = true;
	return {
		text(text, marks, isPreformatted) {
			if (isPreformatted) {
				content.push({ type: 'text', text, marks });
				followsSpace = false;
				return;
			}
			const folded = text.replace(FOLDED, ' ');
			const kept = followsSpace && folded.startsWith(' ') ? folded.slice(1) : folded;
			if (kept === '') return;
			content.push({ type: 'text', text: kept, marks });
			followsSpace = kept.endsWith(' ');
		},
		add(inline) {
			content.push(inline);
			followsSpace = inline.type === 'break';
		},
		take() {
			const taken = content;
			content = [];
			followsSpace = true;
			return taken;
		},
	};
}
