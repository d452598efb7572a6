import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';
import { n8nModulesDir } from '../../../scripts/lib/n8n-location.cjs';

interface Store {
	init(): Promise<void>;
	store(location: object, content: Readable, data: IBinaryData): Promise<IBinaryData>;
	getAsStream(id: string): Promise<Readable>;
}

/** n8n's store of files in the engine of this process: on disk, as n8n has it by default. Call once an engine is loaded. */
export async function openStoredFiles(): Promise<{
	/** A file of that many letters `x`, made piece by piece. */
	make(name: string, size: number): Promise<IBinaryData>;
	/** Length of a stored file, and whether it holds nothing but `x`. */
	check(file: IBinaryData): Promise<{ readonly size: number; readonly whole: boolean }>;
}> {
	const require = createRequire(path.join(n8nModulesDir(), 'entry.js'));
	const { Container } = require('@n8n/di') as { Container: { get(key: unknown): Store } };
	const { BinaryDataService } = require('n8n-core') as { BinaryDataService: unknown };
	const store = Container.get(BinaryDataService);
	await store.init();
	return {
		async make(name, size) {
			const location = { type: 'execution', workflowId: 'engine-test', executionId: '1' };
			const data = { data: '', mimeType: 'application/octet-stream', fileName: name };
			return await store.store(location, Readable.from(letters(size)), data);
		},
		async check({ id = '' }) {
			let size = 0;
			let whole = true;
			for await (const piece of await store.getAsStream(id)) {
				size += (piece as Buffer).length;
				whole &&= Buffer.alloc((piece as Buffer).length, LETTER).equals(piece as Buffer);
			}
			return { size, whole };
		},
	};
}

const LETTER = 'x'.charCodeAt(0);
const PIECE = Buffer.alloc(65_536, LETTER);

function* letters(size: number): Generator<Buffer> {
	for (let left = size; left > 0; left -= PIECE.length)
		yield PIECE.subarray(0, Math.min(left, PIECE.length));
}
