import { isObject } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { alignEqual } from '../align';
import type { WriteOptions } from '../codec';
import type { Block, RichText } from '../tree';
import { children } from './node';
import { readAdfNode } from './read';
import { restoreInlines } from './restore-inlines';
import { createAdfWriter } from './write';

/** A tree after one trip through the format of the other side, which may not say all that the document says. */
export type Trip = (tree: RichText) => RichText;

/**
 * T23: a changed tree as a document in which each block of the old document stays verbatim whose meaning has not changed, so
 * that media, unknown nodes, local ids and layouts survive an edit of another paragraph on the other side. `trip` is how the
 * other side sees a tree: blocks are compared in that form. Blocks that the other side cannot see at all stay where they were.
 * Mentions and other inlines of the old document come back where the new text still shows them.
 */
export function keepUntouched(
	oldDocument: JsonValue,
	tree: RichText,
	trip: Trip,
	options: WriteOptions = {},
): JsonValue {
	const nodes = isObject(oldDocument) ? (children(oldDocument) as readonly JsonValue[]) : [];
	const seen = nodes.map((node) => keysOf({ blocks: readAdfNode(node) }, trip));
	const wanted = tree.blocks.map((block) => keysOf({ blocks: [block] }, trip));
	const partner = new Map(alignEqual(seen.flat(), wanted.flat()));
	const places = keptPlaces(seen, wanted, partner);
	const restore = restoreInlines(oldDocument, trip);

	const content: JsonValue[] = [];
	let next = 0;
	const write = createAdfWriter(options, localIds(places.map(({ node }) => nodes[node])));
	const writeChanged = (blocks: readonly Block[]): void => {
		for (const node of write(restore({ blocks }).blocks)) content.push(node);
	};
	for (const { node, from, to } of places) {
		writeChanged(tree.blocks.slice(next, from));
		content.push(nodes[node] as JsonValue);
		next = to;
	}
	writeChanged(tree.blocks.slice(next));
	return { type: 'doc', version: 1, content };
}

function localIds(nodes: unknown): ReadonlySet<string> {
	const ids = new Set<string>();
	JSON.stringify(nodes, (key, value: unknown) => {
		if (key === 'localId' && typeof value === 'string') ids.add(value);
		return value;
	});
	return ids;
}

/** Each block as one string, as the other side sees it; equal strings mean the same. */
function keysOf(tree: RichText, trip: Trip): readonly string[] {
	return trip(tree).blocks.map((block) => JSON.stringify(block));
}

/** An old node that stays, and the blocks of the new tree that it stands for. */
interface Kept {
	readonly node: number;
	readonly from: number;
	readonly to: number;
}

/**
 * A node stays when all that is seen of it is found in a row in the new tree, and nothing else belongs to the blocks found
 * there. What cannot be seen stays behind the node before it or, if that one has changed, before the next one that stays.
 */
function keptPlaces(
	seen: readonly (readonly string[])[],
	wanted: readonly (readonly string[])[],
	partner: ReadonlyMap<number, number>,
): readonly Kept[] {
	const { startsAt, endsAt } = edges(wanted);
	const kept: Kept[] = [];
	let waiting: number[] = [];
	let first = 0;
	let last = 0;
	let isBehindKept = true;
	const release = (at: number): void => {
		for (const node of waiting) kept.push({ node, from: at, to: at });
		waiting = [];
	};
	for (const [node, keys] of seen.entries()) {
		if (keys.length === 0) {
			waiting.push(node);
			if (isBehindKept) release(last);
			continue;
		}
		const found = partner.get(first) ?? -1;
		const isRow =
			found >= 0 && keys.every((_, index) => partner.get(first + index) === found + index);
		const from = startsAt.get(found);
		const to = endsAt.get(found + keys.length);
		first += keys.length;
		isBehindKept = isRow && from !== undefined && to !== undefined && from >= last;
		if (!isBehindKept || from === undefined || to === undefined) continue;
		release(from);
		kept.push({ node, from, to });
		last = to;
	}
	release(wanted.length);
	return kept;
}

/** At which position among all strings each block starts, and behind which it ends. */
function edges(wanted: readonly (readonly string[])[]): {
	readonly startsAt: ReadonlyMap<number, number>;
	readonly endsAt: ReadonlyMap<number, number>;
} {
	const startsAt = new Map<number, number>();
	const endsAt = new Map<number, number>();
	let count = 0;
	for (const [block, keys] of wanted.entries()) {
		if (!startsAt.has(count)) startsAt.set(count, block);
		count += keys.length;
		endsAt.set(count, block + 1);
	}
	return { startsAt, endsAt };
}
