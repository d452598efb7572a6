/**
 * How many characters some work looks at: a measure of time that no load of the machine changes. Counted are the methods of
 * strings and patterns by what they must at least walk over; what they walk over twice counts twice.
 */
export function stringCost(work: () => void): number {
	const counter = { cost: 0 };
	const restore = [...countStrings(counter), countPatterns(counter)];
	try {
		work();
	} finally {
		for (const undo of restore) undo();
	}
	return counter.cost;
}

type Method = (this: string, ...args: unknown[]) => unknown;

/** What a call walks over, by its text, its arguments and its result. */
type Cost = (text: string, args: readonly unknown[], result: unknown) => number;

const COSTS: Readonly<Record<string, Cost>> = {
	charAt: () => 1,
	charCodeAt: () => 1,
	codePointAt: () => 1,
	startsWith: (_, [part]) => String(part).length,
	endsWith: (_, [part]) => String(part).length,
	slice: (_, __, result) => String(result).length,
	indexOf: (text, [, from = 0], result) =>
		(Number(result) < 0 ? text.length : Number(result)) - Number(from) + 1,
	lastIndexOf: (text, _, result) => text.length - Math.max(0, Number(result)),
	includes: (text) => text.length,
	split: (text) => text.length,
	trim: (text, _, result) => text.length - String(result).length + 1,
	trimStart: (text, _, result) => text.length - String(result).length + 1,
	trimEnd: (text, _, result) => text.length - String(result).length + 1,
	replaceAll: (text) => text.length,
	toLowerCase: (text) => text.length,
};

function countStrings(counter: { cost: number }): readonly (() => void)[] {
	const methods = String.prototype as unknown as Record<string, Method>;
	return Object.entries(COSTS).map(([name, cost]) => {
		const original = methods[name] as Method;
		methods[name] = function counted(...args) {
			const result = original.apply(this, args);
			const text = String(this);
			counter.cost += cost(text, args, result);
			return result;
		};
		return () => {
			methods[name] = original;
		};
	});
}

/** A pattern walks to the end of its match, or to the end of the text; one with `^` or `y` stays where it starts. */
function countPatterns(counter: { cost: number }): () => void {
	const original = RegExp.prototype.exec;
	RegExp.prototype.exec = function counted(text) {
		const from = this.global || this.sticky ? this.lastIndex : 0;
		const result = original.call(this, text);
		const isAnchored = this.sticky || this.source.startsWith('^');
		const end =
			result === null ? (isAnchored ? from : text.length) : result.index + result[0].length;
		counter.cost += end - from + 1;
		return result;
	};
	return () => {
		RegExp.prototype.exec = original;
	};
}
