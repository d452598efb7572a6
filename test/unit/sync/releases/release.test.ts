import { AHA_ATTRIBUTES, readRelease } from '../../../../src/sync/releases/release';

const read = (values: Readonly<Record<string, never>> | object) =>
	readRelease({ system: 'aha', id: 'R1' }, values as never, AHA_ATTRIBUTES);

describe('readRelease', () => {
	it('takes what is there, and leaves out what is not said', () => {
		expect(read({ name: ' Spring\n2026 ', release_date: '2026-03-01T23:00:00Z' })).toEqual({
			kind: 'release',
			release: {
				system: 'aha',
				id: 'R1',
				fields: { name: 'Spring 2026', releaseDate: '2026-03-01' },
				parkingLot: false,
			},
		});
	});

	it('null and blank say that there is none', () => {
		const reading = read({ name: 'A', start_date: null, release_date: '', description: '  ' });
		expect(reading).toMatchObject({
			release: { fields: { startDate: null, releaseDate: null, description: null } },
		});
	});

	it.each([
		['no name', {}, 'no "name"'],
		['a blank name', { name: '  ' }, 'no "name"'],
		['a date in words', { name: 'A', release_date: 'next week' }, 'yyyy-MM-dd'],
		['a day that is none', { name: 'A', start_date: '2026-13-40' }, 'yyyy-MM-dd'],
		['a date as an object', { name: 'A', start_date: {} }, 'yyyy-MM-dd'],
	])('%s is a problem', (_name, values, words) => {
		expect(read(values)).toMatchObject({
			kind: 'problem',
			problem: expect.stringContaining(words) as string,
		});
	});

	it('flags that are no flags are not taken for one', () => {
		expect(read({ name: 'A', released: 'yes', parking_lot: 'no' })).toMatchObject({
			release: { parkingLot: false, fields: { name: 'A' } },
		});
	});
});
