/**
 * Works on items side by side, at most `limit` (1 or more) at once. They are begun in their order, and the results stand in that
 * order too. `work` must not throw: what one item meets is its own result.
 */
export async function runSideBySide<T, R>(
	items: readonly T[],
	limit: number,
	work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
	const results = new Map<number, R>();
	const waiting = items.entries();
	const workOn = async (): Promise<void> => {
		for (const [index, item] of waiting) results.set(index, await work(item));
	};
	const lanes = Math.min(Math.max(1, Math.floor(limit)), items.length);
	await Promise.all(Array.from({ length: lanes }, workOn));
	return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
}
