/** Above this many comparisons only the common beginning and end are aligned. */
const MOST_COMPARISONS = 1_000_000;

/**
 * Pairs of indexes at which two lists hold the same, both rising: a longest common subsequence. For lists whose changed middle
 * parts are too long to compare, the common beginning and end alone.
 */
export function alignEqual(
	left: readonly string[],
	right: readonly string[],
): readonly (readonly [number, number])[] {
	let start = 0;
	while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
	let tail = 0;
	const most = Math.min(left.length, right.length) - start;
	while (tail < most && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1;
	const middle = alignMiddle(
		left.slice(start, left.length - tail),
		right.slice(start, right.length - tail),
	);
	return [
		...Array.from({ length: start }, (_, index) => [index, index] as const),
		...middle.map(([a, b]) => [start + a, start + b] as const),
		...Array.from(
			{ length: tail },
			(_, index) => [left.length - tail + index, right.length - tail + index] as const,
		),
	];
}

function alignMiddle(
	left: readonly string[],
	right: readonly string[],
): readonly (readonly [number, number])[] {
	const width = right.length + 1;
	if (left.length * right.length > MOST_COMPARISONS) return [];
	const lengths = new Uint32Array((left.length + 1) * width);
	const at = (a: number, b: number): number => lengths[a * width + b] ?? 0;
	for (let a = left.length - 1; a >= 0; a -= 1)
		for (let b = right.length - 1; b >= 0; b -= 1)
			lengths[a * width + b] =
				left[a] === right[b] ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1));
	const pairs: (readonly [number, number])[] = [];
	for (let a = 0, b = 0; a < left.length && b < right.length;) {
		if (left[a] === right[b]) pairs.push([a++, b++]);
		else if (at(a + 1, b) >= at(a, b + 1)) a += 1;
		else b += 1;
	}
	return pairs;
}
