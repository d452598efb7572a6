import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { batchesOf, type Batch, type BatchResult } from './batch';
import { sumUp, type Proof } from './prove';

export interface FleetOptions extends Batch {
	readonly processes: number;
	/** Called after each batch. */
	readonly onProgress: (done: Proof) => void;
}

/** Plays histories in several processes; the figures do not depend on how many. Rejects when a process dies. */
export async function proveWithFleet(options: FleetOptions): Promise<Proof> {
	const waiting = batchesOf(options.runs, options.seed).map((batch, index) => ({ batch, index }));
	const results: (BatchResult | undefined)[] = waiting.map(() => undefined);
	const soFar = (): Proof => sumUp(results.filter((result) => result !== undefined));
	const count = Math.min(options.processes, waiting.length);
	const children = Array.from({ length: count }, () => fork(path.join(__dirname, 'player.ts')));
	try {
		await Promise.all(
			children.map(async (child) => {
				for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
					results[next.index] = await ask(child, next.batch);
					options.onProgress(soFar());
				}
			}),
		);
	} finally {
		for (const child of children) child.kill();
	}
	return soFar();
}

async function ask(child: ChildProcess, batch: Batch): Promise<BatchResult> {
	return await new Promise((resolve, reject) => {
		const onExit = (status: number | null): void =>
			reject(new Error(`A process that plays histories ended with status ${status ?? 'none'}.`));
		child.once('exit', onExit);
		child.once('message', (result) => {
			child.off('exit', onExit);
			resolve(result as BatchResult);
		});
		child.send(batch);
	});
}
