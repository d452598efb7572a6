import { readSourceComments } from '../../../../src/sync/comments/read-source';

const read = (raw: Parameters<typeof readSourceComments>[0]) => readSourceComments(raw, 'comments');
const ids = (raw: Parameters<typeof readSourceComments>[0]) => {
	const reading = read(raw);
	return reading.kind === 'comments' ? reading.comments.map(({ id }) => id) : reading.kind;
};

describe('comments of a record', () => {
	it('are read in every spelling', () => {
		expect(
			read([
				{ id: 7, author: 'Ann', body: ' hello \r\nyou ', createdAt: 1_700_000_000, internal: true },
				{
					id: 'x',
					author: { email: 'kim@example.com' },
					text: 'hi',
					createdAt: '2026-01-01T00:00:00Z',
				},
			]),
		).toEqual({
			kind: 'comments',
			comments: [
				{
					id: '7',
					author: 'Ann',
					text: 'hello\nyou',
					written: ' hello \r\nyou ',
					createdAt: 1_700_000_000_000,
					internal: true,
				},
				{
					id: 'x',
					author: 'kim@example.com',
					text: 'hi',
					written: 'hi',
					createdAt: Date.UTC(2026, 0, 1),
					internal: false,
				},
			],
		});
	});

	it('stand in the order of their times, or as given where a time is missing', () => {
		const [late, early] = ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'];

		expect(
			ids([
				{ id: 1, createdAt: late },
				{ id: 2, createdAt: early },
			]),
		).toEqual(['2', '1']);
		expect(ids([{ id: 1, createdAt: late }, { id: 2 }])).toEqual(['1', '2']);
	});

	it('C1: a list that cannot be read whole is not read', () => {
		expect(ids(undefined)).toBe('absent');
		expect(ids(null)).toBe('absent');
		expect(ids('none')).toBe('unreadable');
		expect(ids([{ id: 1 }, { text: 'no id' }])).toBe('unreadable');
		expect(ids([])).toEqual([]);
	});

	it('an id that comes twice is one comment', () => {
		expect(
			ids([
				{ id: 1, text: 'a' },
				{ id: 1, text: 'b' },
			]),
		).toEqual(['1']);
	});
});
