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

/** Number of single-character edits (Levenshtein), with a start or a part in common counting as near. */
function distance(wanted: string, name: string): number {
	if (wanted === '') return 0;
	const bonus = name.startsWith(wanted) ? 2 : name.includes(wanted) ? 1 : 0;
	return edits(wanted.slice(0, 100), name.slice(0, 100)) - bonus * wanted.length;
}

function edits(from: string, to: string): number {
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let i = 1; i <= from.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= to.length; j += 1) {
			const swap = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
			next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[to.length] ?? 0;
}
