import { isStored, type StoredValue } from '../snapshot';
import { sameWords } from './header';

/** One of two copies of one comment, as its side shows it. */
export interface ShownCopy {
	readonly id: string;
	/** As people read it. */
	readonly plain: string | null;
	/** Somebody edited it since it was made; absent when the side does not tell. */
	readonly edited?: boolean;
	/** In the form in which the table keeps words. */
	readonly words: string | null;
	/** Among the comments of its side, oldest first. */
	readonly place: number;
}

/**
 * Which of two copies goes that two runs made at once (rows C15 and C24): the later one, or the older one where somebody edited the
 * later one alone; so two runs that see one another's copies decide alike. Nothing where both were edited, or nobody can tell. `base`
 * is what the linked one held when it was in step.
 */
export function copyToDrop(
	linked: ShownCopy,
	other: ShownCopy,
	base: StoredValue | undefined,
	digest: (text: string) => string,
): ShownCopy | undefined {
	const [older, later] = other.place < linked.place ? [other, linked] : [linked, other];
	// The sync itself edits the linked one.
	const isTouched = (copy: ShownCopy): boolean =>
		copy.edited !== false && (copy !== linked || !isStored(base, copy.words, digest));
	if (!isTouched(later) || sameWords(older.plain, later.plain)) return later;
	const isSure = later === linked || later.edited === true;
	return isSure && !isTouched(older) ? older : undefined;
}

/** Whether somebody has edited a comment since it was made; nothing where its times are not told. */
export function isEdited({
	createdAt,
	updatedAt,
}: {
	readonly createdAt?: number;
	readonly updatedAt?: number;
}): boolean | undefined {
	return createdAt === undefined || updatedAt === undefined ? undefined : createdAt !== updatedAt;
}
