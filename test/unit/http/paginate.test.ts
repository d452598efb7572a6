import { paginate, take } from '../../../src/http/paginate';

const limits = { service: 'Jira', path: '/list', maxPages: 3 };

function pages(count: number) {
	const asked: (number | undefined)[] = [];
	const fetchPage = async (cursor: number | undefined) => {
		asked.push(cursor);
		const page = cursor ?? 0;
		return { rows: [`${page}a`, `${page}b`], ...(page + 1 < count && { next: page + 1 }) };
	};
	return { asked, fetchPage };
}

describe('paginate', () => {
	it('gives the rows of all pages', async () => {
		const { fetchPage, asked } = pages(3);

		expect(await take(paginate(fetchPage, limits), Infinity)).toHaveLength(6);
		expect(asked).toEqual([undefined, 1, 2]);
	});

	it('fetches no page that is not wanted', async () => {
		const { fetchPage, asked } = pages(3);

		expect(await take(paginate(fetchPage, limits), 2)).toEqual(['0a', '0b']);
		expect(asked).toEqual([undefined]);
		expect(await take(paginate(fetchPage, limits), 0)).toEqual([]);
	});

	it('fails at the cap instead of ending as a partial list', async () => {
		const rows = take(paginate(pages(4).fetchPage, limits), Infinity);

		await expect(rows).rejects.toThrow('Jira gave more pages than are read at once. [/list]');
	});

	it('fails when the same cursor comes twice', async () => {
		const stuck = async () => ({ rows: [1], next: { token: 'same' } });

		await expect(take(paginate(stuck, limits), Infinity)).rejects.toMatchObject({
			details: { kind: 'protocol' },
		});
	});
});
