import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that takes uploads and gives files of any length without keeping them, so that a test can measure memory. */
export interface MediaJira {
	readonly url: string;
	/** Bytes of the last upload, as they arrived, and the pieces in which they came. */
	readonly received: { bytes: number; head: string; mostWaiting: number };
	/** Headers of every request, by path. */
	readonly seen: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
	close(): Promise<void>;
}

export interface MediaJiraOptions {
	/** Length of the file that it gives, in bytes. */
	readonly size: number;
	/** Where it sends callers on that want a content; without it the content is given. */
	readonly mediaUrl?: string;
	/** Called for every piece that arrives or leaves. */
	readonly onPiece?: () => void;
}

const PIECE = Buffer.alloc(65_536, 'x');

/** A Jira Cloud that knows `serverInfo`, the limits and one attachment; or a host for media, which gives a file at any other path. */
export async function startMediaJira(options: MediaJiraOptions): Promise<MediaJira> {
	const received = { bytes: 0, head: '', mostWaiting: 0 };
	const seen: { path: string; headers: IncomingMessage['headers'] }[] = [];
	const server = createServer((incoming, outgoing) => {
		const [path = ''] = (incoming.url ?? '').split('?');
		seen.push({ path, headers: incoming.headers });
		answer(path, options, received, incoming, outgoing).catch(() => outgoing.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, received, seen, close: async () => await stop(server) };
}

async function stop(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise<void>((resolve) => server.close(() => resolve()));
}

async function answer(
	path: string,
	{ size, mediaUrl, onPiece }: MediaJiraOptions,
	received: MediaJira['received'],
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> {
	const json = (body: unknown): void => {
		outgoing.writeHead(200, { 'content-type': 'application/json', 'x-aaccountid': 'me' });
		outgoing.end(JSON.stringify(body));
	};
	const file = { id: '1', filename: 'big.bin', size, mimeType: 'application/octet-stream' };
	if (path.endsWith('/serverInfo')) json({ deploymentType: 'Cloud', version: '1001.0.0' });
	else if (path.endsWith('/attachment/meta')) json({ enabled: true, uploadLimit: 1e12 });
	else if (path.endsWith('/attachments')) {
		for await (const piece of incoming) {
			if (received.bytes === 0) received.head = String(piece).slice(0, 300);
			received.bytes += (piece as Buffer).length;
			onPiece?.();
		}
		json([file]);
	} else if (path.endsWith('/attachment/1')) json(file);
	else if (path.includes('/attachment/content/') && mediaUrl !== undefined) {
		outgoing.writeHead(303, { location: `${mediaUrl}/file/1?token=its-own` }).end();
	} else {
		outgoing.writeHead(200, { 'content-type': file.mimeType, 'content-length': size });
		await give(outgoing, size, onPiece);
	}
}

async function give(outgoing: ServerResponse, size: number, onPiece?: () => void): Promise<void> {
	for (let left = size; left > 0; left -= PIECE.length) {
		onPiece?.();
		const more = outgoing.write(PIECE.subarray(0, Math.min(left, PIECE.length)));
		if (!more) await new Promise((resolve) => outgoing.once('drain', resolve));
	}
	outgoing.end();
}
