import { filesPropertyKey } from '../../src/model/link';
import type { RecordSource } from '../../src/engine/ports';
import type { HttpResponse, HttpTransport } from '../../src/http/transport';
import { PROFILE } from './settings';
import type { Planted, Worker } from './world';

/**
 * The snapshot is written before the source: the source's write waits until Jira took the next write. A worker that dies in
 * between leaves a snapshot that vouches for a write that never happened.
 */
export const snapshotFirst: Planted = {
	worker: (worker: Worker): Worker => {
		let waiting: (() => Promise<void>) | undefined;
		const source: RecordSource = {
			...worker.source,
			read: (id) => worker.source.read(id),
			write: async (id, values) => {
				waiting = async () => {
					await worker.source.write(id, values);
				};
			},
		};
		const { tracker } = worker.context;
		const afterwards = async (): Promise<void> => {
			const write = waiting;
			waiting = undefined;
			await write?.();
		};
		return {
			...worker,
			source,
			context: {
				...worker.context,
				tracker: {
					...tracker,
					setProperty: async (...given) => {
						await tracker.setProperty(...given);
						await afterwards();
					},
					editIssue: async (...given) => {
						const warnings = await tracker.editIssue(...given);
						await afterwards();
						return warnings;
					},
				},
			},
		};
	},
};

/** Every POST whose answer was lost is sent once more, without a look whether the first one was carried out. */
export const blindRetry: Planted = {
	jira: (transport): HttpTransport => ({
		send: async (request) => {
			const again = async (): Promise<HttpResponse> => await transport.send(request);
			if (request.method !== 'POST') return await again();
			const first = await again().catch(() => undefined);
			return first === undefined || first.status >= 500 ? await again() : first;
		},
	}),
};

/** Issues are never found by their remote links, so that each run makes them anew. */
export const blindSearch: Planted = {
	worker: (worker: Worker): Worker => ({
		...worker,
		context: {
			...worker.context,
			tracker: { ...worker.context.tracker, findLinked: async () => [] },
		},
	}),
};

/** Copies of comments carry no mark: one that a dying run made is not known again. */
export const unmarkedCopies: Planted = {
	worker: (worker: Worker): Worker => {
		const { tracker } = worker.context;
		return {
			...worker,
			context: {
				...worker.context,
				tracker: {
					...tracker,
					createComment: async (issue, { mark: _mark, ...draft }) =>
						await tracker.createComment(issue, { ...draft, mark: { kind: 'none' } }),
				},
			},
		};
	},
};

/** Which files belong together is never stored. */
export const forgottenFiles: Planted = {
	worker: (worker: Worker): Worker => {
		const { tracker } = worker.context;
		const isTable = (key: string): boolean => key === filesPropertyKey(PROFILE);
		return {
			...worker,
			context: {
				...worker.context,
				tracker: {
					...tracker,
					setProperty: async (issue, key, value) => {
						if (!isTable(key)) await tracker.setProperty(issue, key, value);
					},
					editIssue: async (issue, { properties = [], ...edit }) =>
						await tracker.editIssue(issue, {
							...edit,
							properties: properties.filter(({ key }) => !isTable(key)),
						}),
				},
			},
		};
	},
};

/** The links that put issues below others are never taken away. */
export const lastingLinks: Planted = {
	worker: (worker: Worker): Worker => {
		const { context } = worker;
		const tracker = { ...context.tracker, unlinkIssues: async () => undefined };
		return { ...worker, context: { ...context, tracker } };
	},
};

/** The workflow reads no comment that came from Jira, so the sync hands it out again although it is there. */
export const unseenCopies: Planted = {
	worker: (worker: Worker): Worker => ({
		...worker,
		source: {
			...worker.source,
			read: async (id) => {
				const reading = await worker.source.read(id);
				const comments = reading.values['comments'];
				if (!Array.isArray(comments)) return reading;
				const others = comments.filter(
					(comment) => !JSON.stringify(comment).includes(' in Jira ('),
				);
				return { ...reading, values: { ...reading.values, comments: others } };
			},
		},
	}),
};

/** The workflow writes comments without the line by which their copies are known. */
export const namelessCopies: Planted = {
	worker: (worker: Worker): Worker => ({
		...worker,
		source: {
			...worker.source,
			createComment: async (record, text) => {
				const words = text.slice(text.indexOf('\n')).trim();
				const made = await worker.source.createComment?.(record, words);
				return made ?? { id: '', text };
			},
		},
	}),
};
