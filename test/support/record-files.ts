import type { RecordFiles } from '../../src/engine/ports';
import { createHttpService } from '../../src/http/service';
import type { HttpTransport } from '../../src/http/transport';
import { multipartFile } from '../../src/jira/multipart';
import type { ByteStream } from '../../src/model/attachment';
import type { Clock } from '../../src/model/clock';
import { isFailure } from '../../src/model/failure';
import { readSourceFiles } from '../../src/sync/files/read-source';

/** The files of a simulated system of records, as a connected source would reach them. */
export function recordFilesOf(transport: HttpTransport, clock: Clock): RecordFiles {
	const service = createHttpService({ name: 'Records', transport, clock, random: () => 0.5 });
	const pathOf = (recordId: string, fileId?: string): string =>
		`/records/${recordId}/files${fileId === undefined ? '' : `/${fileId}`}`;
	return {
		async list(recordId) {
			const path = pathOf(recordId);
			const { body } = await service.send({ method: 'GET', path }, { action: 'list files' });
			const reading = readSourceFiles((body as { files: never }).files, 'files');
			if (reading.kind !== 'files') throw new Error('The system gave no list of files');
			return reading.files;
		},
		async open(recordId, { id, size }) {
			const path = pathOf(recordId, id);
			const request = { method: 'GET', path, download: true } as const;
			const { body } = await service.send(request, { action: 'download a file' });
			return { chunks: body as ByteStream, ...(size !== undefined && { size }) };
		},
		async create(recordId, file) {
			const path = pathOf(recordId);
			const upload = multipartFile(file, 'a-boundary-of-the-test');
			const { body } = await service.send(
				{ method: 'POST', path, upload },
				{ action: `store the file "${file.name}"` },
			);
			const { id, updatedAt } = body as { id: string; updatedAt: number };
			return { id, updatedAt };
		},
		async remove(recordId, fileId) {
			const path = pathOf(recordId, fileId);
			const removal = service.send({ method: 'DELETE', path }, { action: 'delete a file' });
			await removal.catch((error: unknown) => {
				if (!isFailure(error, 'notFound')) throw error;
			});
		},
	};
}
