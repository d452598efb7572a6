import {
	decodeCommentTable,
	encodeCommentTable,
	newCommentTable,
	shortBase,
	type CommentLink,
	type CommentTable,
} from '../../../../src/sync/comments/table';
import { digest } from '../../../support/engine-world';

const OWNER = { system: 'aha', recordId: 'F-1' };
const settled = (index: number): CommentLink => ({
	s: `${7_000_000_000 + index}`,
	j: `${10_000 + index}`,
	o: 's',
	b: { s: { '#': digest(`s${index}`) }, j: { '#': digest(`j${index}`) } },
});
const table = (links: readonly CommentLink[]): CommentTable => ({
	...newCommentTable(OWNER),
	links,
});
const many = (count: number): CommentTable =>
	table(Array.from({ length: count }, (_, index) => settled(index)));

describe('the table of linked comments', () => {
	it('comes back as it was stored', () => {
		const whole: CommentTable = {
			...table([
				settled(1),
				{ j: '10002', o: 'j', b: { sent: { v: 'hello', j: 'hello', n: 2 } } },
				{ s: '9', o: 's', b: { parked: { s: 'x', j: null, by: 'jira' } } },
				{ s: '10', j: '10003', o: 'j', x: 's', d: 2 },
			]),
			at: 5,
			notes: ['10009'],
		};
		const encoded = encodeCommentTable(whole);

		expect(encoded.kind === 'fits' && decodeCommentTable(encoded.value, OWNER)).toEqual({
			kind: 'table',
			table: whole,
		});
	});

	it.each([
		undefined,
		null,
		'text',
		[],
		{ format: 1 },
		{ format: 1, link: { ...OWNER, recordId: 'F-2' } },
	])('%j counts as empty', (value) => {
		expect(decodeCommentTable(value, OWNER)).toEqual({
			kind: 'table',
			table: newCommentTable(OWNER),
		});
	});

	it('forgets links that are damaged, and keeps the others', () => {
		const links = [{ s: '1' }, 'x', { o: 's' }, { s: '2', j: 3, o: 'j', x: 'both' }];
		const reading = decodeCommentTable({ format: 1, link: OWNER, links }, OWNER);

		expect(reading).toMatchObject({ table: { links: [{ s: '2', j: '3', o: 'j' }], notes: [] } });
	});

	it('is left alone when a newer version wrote it', () => {
		expect(decodeCommentTable({ format: 2, link: OWNER }, OWNER)).toEqual({ kind: 'newer' });
	});

	it('C18: the oldest settled links give up their bases, and no link is lost', () => {
		const onItsWay: CommentLink = { j: '1', o: 'j', b: { sent: { v: 'a', j: 'a', n: 1 } } };
		const large = { ...many(400), links: [onItsWay, ...many(400).links] };
		const encoded = encodeCommentTable(large);
		const value = encoded.kind === 'fits' ? encoded.value : undefined;
		const reading = decodeCommentTable(value, OWNER);
		const links = reading.kind === 'table' ? reading.table.links : [];

		expect(JSON.stringify(value).length).toBeLessThanOrEqual(32_768);
		expect(links).toHaveLength(401);
		expect(links[0]).toEqual(onItsWay);
		expect(links[1]).not.toHaveProperty('b');
		expect(links.at(-1)).toHaveProperty('b');
		// What was given up stays given up: storing the table again changes nothing.
		expect(encodeCommentTable(table(links))).toEqual(encoded);
	});

	it('C18: says when even the ids do not fit', () => {
		expect(encodeCommentTable(many(1_000))).toEqual({ kind: 'full' });
	});

	it('keeps digests of long bodies, and what is on its way as it is', () => {
		const long = 'x'.repeat(50);
		const sent = { v: long, j: long, n: 1 };

		expect(shortBase({ s: long, j: 'short', sent }, digest)).toEqual({
			s: { '#': digest(long) },
			j: 'short',
			sent,
		});
	});
});
