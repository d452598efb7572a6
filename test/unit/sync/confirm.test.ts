import { confirmSent } from '../../../src/sync/confirm';
import { newSnapshot, type FieldSnapshot } from '../../../src/sync/snapshot';
import { digest } from '../../support/engine-world';
import { LINK } from '../../support/plan-state';

const NOW = 5_000;
const long = 'x'.repeat(500);

function confirm(
	fields: Readonly<Record<string, FieldSnapshot>>,
	delivered: Readonly<Record<string, string | null>>,
) {
	return confirmSent({ ...newSnapshot(LINK), fields }, delivered, digest, NOW);
}

describe('confirmSent (row W5)', () => {
	it('takes what was sent as the base, from now on', () => {
		const sent = { v: 'resolved', j: 'resolved', n: 2 };

		const { snapshot, confirmed } = confirm(
			{ 'state>status': { s: 'open', j: 'open', sent } },
			{ state: 'resolved' },
		);

		expect(confirmed).toEqual(['state>status']);
		expect(snapshot.fields).toEqual({ 'state>status': { s: 'resolved', j: 'resolved', at: NOW } });
	});

	it('knows a long value by its digest, and a mapping whose sides share a name', () => {
		const sent = { v: { '#': digest(long) }, j: { '#': digest(long) }, n: 1 };

		expect(confirm({ summary: { s: 'a', j: 'a', sent } }, { summary: long }).confirmed).toEqual([
			'summary',
		]);
	});

	it.each`
		case                             | fields                                                     | delivered
		${'nothing was sent'}            | ${{ assignee: { s: null, j: null } }}                      | ${{ assignee: 'a' }}
		${'another value was sent'}      | ${{ assignee: { sent: { v: 'b', j: 'b', n: 1 } } }}        | ${{ assignee: 'a' }}
		${'another field was delivered'} | ${{ 'state>status': { sent: { v: 'b', j: 'b', n: 1 } } }}  | ${{ stat: 'b' }}
		${'names of every object'}       | ${{ 'x>constructor': { sent: { v: 'b', j: 'b', n: 1 } } }} | ${{ constructor: 'b' }}
	`('leaves a field alone when $case', ({ fields, delivered }) => {
		const { snapshot, confirmed } = confirm(fields, delivered);

		expect(confirmed).toEqual([]);
		expect(snapshot.fields).toEqual(fields);
	});
});
