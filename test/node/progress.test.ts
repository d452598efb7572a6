import { throttledProgress } from '../../src/n8n/progress';

it('R14: says how far a reconcile is, at most every five seconds', () => {
	let now = 0;
	const said: string[] = [];
	const onProgress = throttledProgress({ now: () => now }, (words) => said.push(words));

	for (let done = 1; done <= 12; done += 1) {
		now += 1_000;
		onProgress({ phase: done < 6 ? 'reading' : 'writing', done, total: 12 });
	}

	expect(said).toEqual([
		'Reconcile: 5 of 12 records looked up in Jira',
		'Reconcile: 10 of 12 pairs that differ worked on',
	]);
});
