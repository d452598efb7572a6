import type { Release } from '../../src/sync/releases/release';
import type { ThingEdit } from './history';

/** One thing that somebody did to a release of the source. */
export interface MadeRelease {
	/** Position among all calls and edits. */
	readonly at: number;
	readonly id: string;
	readonly name: string;
	readonly released: boolean;
}

/** People who make, rename and ship releases; versions follow them one way (docs/design/releases.md). */
export interface ReleaseEditor {
	make(record: string, edit: ThingEdit): Promise<void>;
	readonly made: readonly MadeRelease[];
	/** The releases as they are now. */
	all(): readonly Release[];
}

const IDS = ['R1', 'R2'] as const;

export function createReleaseEditor(next: () => number): ReleaseEditor {
	const made: MadeRelease[] = [];
	const now = new Map<string, Omit<MadeRelease, 'at'>>();
	return {
		made,
		async make(_record, { action, pick }) {
			const id = IDS[pick % IDS.length] ?? IDS[0];
			const before = now.get(id);
			const name = `${id} name ${made.length + 1}`;
			// Nobody deletes a release here: shipping takes the place of it.
			const isShipped = before !== undefined && action === 'delete';
			const after = isShipped ? { ...before, released: true } : { id, name, released: false };
			now.set(id, after);
			made.push({ at: next(), ...after });
		},
		all: () =>
			[...now.values()].map(({ id, name, released }) => ({
				...{ system: 'records', id, parkingLot: false },
				fields: { name, released },
			})),
	};
}
