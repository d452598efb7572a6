/** Remembers answers by key for as long as it lives; calls for a key under way share one answer; failures are forgotten. */
export interface Memo<Value> {
	get(key: string, load: () => Promise<Value>): Promise<Value>;
	forget(key: string): void;
}

/** Empty memory. */
export function createMemo<Value>(): Memo<Value> {
	const known = new Map<string, Promise<Value>>();
	return {
		get(key, load) {
			const before = known.get(key);
			if (before !== undefined) return before;
			const answer = load();
			known.set(key, answer);
			answer.catch(() => {
				if (known.get(key) === answer) known.delete(key);
			});
			return answer;
		},
		forget(key) {
			known.delete(key);
		},
	};
}
