import type {
	AttachmentLimits,
	FileContent,
	FileUpload,
	JiraAttachment,
} from '../../src/model/attachment';
import { inputError, ServiceError, type FailureKind } from '../../src/model/failure';

interface Owner {
	readonly id: string;
	updatedAt: number;
}

interface Stored {
	readonly owner: string;
	readonly content: string;
	readonly attachment: JiraAttachment;
}

/** The attachments of all issues of a memory store. The account of the engine is `bot`. Contents are texts. */
export interface MemoryFiles {
	add(
		owner: Owner,
		file: Pick<FileUpload, 'name' | 'mimeType'>,
		content: string,
		author?: string,
	): JiraAttachment;
	of(owner: Owner): readonly JiraAttachment[];
	content(id: string): string;
	remove(id: string, find: (owner: string) => Owner): void;
	limits: AttachmentLimits;
	/** Names that Jira refuses, and how. */
	refuses: { readonly name: string; readonly kind: FailureKind } | undefined;
	/** How Jira keeps the name of a file. */
	keeps(name: string): string;
	serviceProject: boolean;
}

/** Files that anybody may attach and delete. */
export function createMemoryFiles(now: () => number): MemoryFiles {
	const stored = new Map<string, Stored>();
	let last = 30_000;
	const files: MemoryFiles = {
		limits: { enabled: true },
		refuses: undefined,
		keeps: (name) => name,
		serviceProject: false,
		add(owner, { name, mimeType }, content, author = 'bot') {
			if (files.refuses !== undefined && name.includes(files.refuses.name))
				throw refusal(files.refuses.kind);
			owner.updatedAt = now();
			const id = String((last += 1));
			const attachment = {
				id,
				name: files.keeps(name),
				size: Buffer.byteLength(content),
				mimeType,
				author: { accountId: author, displayName: author },
				url: `https://jira.example/attachment/${id}`,
				createdAt: now(),
			};
			stored.set(attachment.id, { owner: owner.id, content, attachment });
			return attachment;
		},
		of: ({ id }) =>
			[...stored.values()].filter(({ owner }) => owner === id).map(({ attachment }) => attachment),
		content(id) {
			const file = stored.get(id);
			if (file === undefined) throw refusal('notFound');
			return file.content;
		},
		remove(id, find) {
			const file = stored.get(id);
			if (file === undefined) return;
			find(file.owner).updatedAt = now();
			stored.delete(id);
		},
	};
	return files;
}

/** Reads a file that is sent, as a server does: a wrong length breaks it off. */
export async function contentOf({ open, size, name }: FileUpload): Promise<string> {
	const { chunks } = await open();
	const parts: Uint8Array[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	const content = Buffer.concat(parts);
	if (content.length !== size) throw inputError(`The file "${name}" is not ${size} bytes long.`);
	return content.toString('utf8');
}

/** A text as the content of a file, in pieces of three bytes. */
export function contentAsStream(text: string): FileContent {
	const bytes = Buffer.from(text);
	async function* pieces(): AsyncGenerator<Uint8Array> {
		for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
	}
	return { chunks: pieces(), size: bytes.length };
}

function refusal(kind: FailureKind): ServiceError {
	return new ServiceError(`Jira said ${kind}`, {
		kind,
		service: 'Jira',
		method: 'POST',
		path: '/attachments',
		messages: [],
		fieldErrors: {},
		ambiguous: false,
	});
}
