import { playBatch, type Batch } from './batch';

/** A process of the fleet: plays each batch that it is sent and answers what it found. */
process.on('message', (batch: Batch) => {
	void playBatch(batch).then((result) => process.send?.(result));
});
