const COUNT = /^\{(\d{1,9})(?:,(\d{0,9}))?\}/;
const ESCAPE = /^\\(?:[pPx]\{[^}]*\}|Q(?:(?!\\E)[^])*(?:\\E)?|[^])?/;
const CLASS = /^\[\^?\]?(?:\\[^]|\[:\^?[a-z]*:\]|[^\]\\])*\]?/;

/** A group that is being read: the size of what was read, and of the last element, which a count repeats. */
interface Level {
	sum: number;
	last: number;
}

/**
 * About how many steps an expression has once its counts are written out, found without compiling it: compiling `x{999}x{999}…` takes
 * seconds. Text that is no expression gives some number, and is refused by the compiler.
 */
export function estimateSize(expression: string): number {
	const levels: Level[] = [{ sum: 0, last: 0 }];
	const top = (): Level => levels.at(-1) ?? { sum: 0, last: 0 };
	const add = (size: number): void => {
		const level = top();
		level.sum += size;
		level.last = size;
	};
	let rest = expression;
	while (rest !== '') {
		const [token = rest.charAt(0)] =
			COUNT.exec(rest) ?? ESCAPE.exec(rest) ?? CLASS.exec(rest) ?? [];
		const count = COUNT.exec(token);
		if (count !== null) repeat(top(), count);
		else if (token === '(') levels.push({ sum: 1, last: 0 });
		else if (token === ')' && levels.length > 1) add(levels.pop()?.sum ?? 0);
		else add(token.startsWith('\\Q') ? token.length : 1);
		rest = rest.slice(token.length);
	}
	return levels.reduce((sum, level) => sum + level.sum, 0);
}

function repeat(level: Level, [, least, most]: RegExpExecArray): void {
	const times = Math.max(Number(least), Number(most ?? 0), 1);
	level.sum += level.last * (times - 1);
	level.last *= times;
}
