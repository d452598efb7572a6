const SHOWN = 10;

/** Values for a message, the ones most like the wanted first, at most ten and a count of the rest. */
export function namesInOrder(wanted: string, names: readonly string[]): string {
	const target = wanted.trim().toLowerCase();
	const ranked = [...new Set(names.filter((name) => name !== ''))]
		.map((name, index) => ({ name, index, distance: distance(target, name.toLowerCase()) }))
		.sort((a, b) => a.distance - b.distance || a.index - b.index)
		.map(({ name }) => name);
	const rest = ranked.length - SHOWN;
	return `${ranked.slice(0, SHOWN).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The name that was most likely meant: a few letters away, or the beginning or a part of it; nothing when none is near. */
export function nearest(wanted: string, names: readonly string[]): string | undefined {
	const target = wanted.trim().toLowerCase();
	if (target === '') return undefined;
	const [first] = names
		.map((name) => ({ name, distance: distance(target, name.trim().toLowerCase()) }))
		.sort((a, b) => a.distance - b.distance);
	const reach = Math.max(1, Math.floor(target.length / 3));
	return first !== undefined && first.distance <= reach ? first.name : undefined;
}

/** Number of single-character edits (two letters that changed places count as one), with a start or a part in common counting as near. */
function distance(wanted: string, name: string): number {
	if (wanted === '') return 0;
	const bonus = name.startsWith(wanted) ? 2 : name.includes(wanted) ? 1 : 0;
	return edits(wanted.slice(0, 100), name.slice(0, 100)) - bonus * wanted.length;
}

function edits(from: string, to: string): number {
	let before: readonly number[] = [];
	let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let i = 1; i <= from.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= to.length; j += 1) {
			const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
			const isSwap = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
			const swap = i > 1 && j > 1 && isSwap ? (before[j - 2] ?? 0) + 1 : change;
			next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		before = row;
		row = next;
	}
	return row[to.length] ?? 0;
}
