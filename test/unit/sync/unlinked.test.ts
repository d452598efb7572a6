import { encodeSnapshot, newSnapshot } from '../../../src/sync/snapshot';
import { withRecord } from '../../../src/sync/shared-records';
import {
	encodeUnlinked,
	isUnlinkedFrom,
	noteUnlinked,
	readPairProperty,
	unlinkedRecords,
} from '../../../src/sync/unlinked';

const PAIR = 'n8n-jira-sync.default';
const NOTE = `${PAIR}.unlinked`;
const record = (recordId: string) => ({ system: 'backtrace', recordId });
const notes = (...ids: readonly string[]) => noteUnlinked([], ids.map(record), 5);

/** docs/design/ensure.md, row E19. */
describe('records that an issue was unlinked from', () => {
	it('are read back as they were noted', () => {
		const properties = { [NOTE]: encodeUnlinked(notes('7', '8')) };

		expect(unlinkedRecords(properties, PAIR)).toEqual([
			{ ...record('7'), at: 5 },
			{ ...record('8'), at: 5 },
		]);
		expect(isUnlinkedFrom(properties, PAIR, record('8'))).toBe(true);
		expect(isUnlinkedFrom(properties, PAIR, record('9'))).toBe(false);
	});

	it.each([[undefined], ['x'], [{ records: 3 }], [{ records: [1, { system: 'a' }] }]])(
		'are none in %j',
		(value) => {
			expect(unlinkedRecords(value === undefined ? {} : { [NOTE]: value }, PAIR)).toEqual([]);
		},
	);

	it('keep their names when the time is damaged', () => {
		const value = { records: [{ ...record('7'), at: 'soon' }] };

		expect(unlinkedRecords({ [NOTE]: value }, PAIR)).toEqual([{ ...record('7'), at: 0 }]);
	});

	it('are noted once each, and only the last ones are kept', () => {
		const many = Array.from({ length: 60 }, (_, index) => record(String(index)));

		const all = noteUnlinked(noteUnlinked([], many, 1), [record('20')], 2);

		expect(all).toHaveLength(50);
		expect(all.filter(({ recordId }) => recordId === '20')).toEqual([{ ...record('20'), at: 2 }]);
		expect(all.at(-1)).toEqual({ ...record('20'), at: 2 });
	});

	it('count for nothing in the property', () => {
		const only = { [PAIR]: encodeSnapshot(newSnapshot(record('7'))) };
		const both = { [PAIR]: encodeSnapshot(withRecord(newSnapshot(record('7')), record('8'))) };
		const gone = { [NOTE]: encodeUnlinked(notes('7')) };

		expect(readPairProperty({ ...only, ...gone }, PAIR)).toEqual({ kind: 'none' });
		expect(readPairProperty({ ...both, ...gone }, PAIR, record('7'))).toEqual({
			kind: 'snapshot',
			snapshot: newSnapshot(record('8')),
		});
		expect(readPairProperty(only, PAIR)).toEqual({
			kind: 'snapshot',
			snapshot: newSnapshot(record('7')),
		});
	});
});
