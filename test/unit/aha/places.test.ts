import { readAhaRecord } from '../../../src/aha/record';
import { toAhaUpdate } from '../../../src/aha/update';

const above = (id: string, name: string) => ({ id, reference_num: `P-${id}`, name });
const RELEASE = { id: '278', reference_num: 'P-R-1', name: 'Spring' };

describe('where a record of Aha! belongs', () => {
	it.each`
		item                                                          | kind             | parent
		${{ requirement: { id: '1', feature: above('7', 'Login') } }} | ${'requirement'} | ${'7'}
		${{ feature: { id: '1', epic: above('8', 'Access') } }}       | ${'feature'}     | ${'8'}
		${{ feature: { id: '1', epic: null } }}                       | ${'feature'}     | ${null}
		${{ epic: { id: '1', initiative: above('9', 'Trust') } }}     | ${'epic'}        | ${'9'}
		${{ initiative: { id: '1' } }}                                | ${'initiative'}  | ${undefined}
		${{ feature: { id: '1' } }}                                   | ${'feature'}     | ${undefined}
	`('a $kind has the parent $parent', ({ item, kind, parent }) => {
		const { values } = readAhaRecord(item);

		expect(values['kind']).toBe(kind);
		expect(values['parent']).toBe(parent);
	});

	it('names its release by ID beside the name, and a custom field goes first', () => {
		const custom_fields = [{ key: 'parent', value: 'mine' }];

		const { values } = readAhaRecord({
			feature: { id: '1', release: RELEASE, epic: above('8', 'Access'), custom_fields },
		});

		expect(values).toEqual(
			expect.objectContaining({ release: 'Spring', release_id: '278', parent: 'mine' }),
		);
	});

	it.each([
		['feature', 'epic'],
		['requirement', 'feature'],
		['epic', 'initiative'],
	])('another parent of a %s is written as its %s', (kind, name) => {
		expect(toAhaUpdate({ parent: '12' }, { [kind]: { id: '1' } })).toEqual({
			[kind]: { [name]: '12' },
		});
	});
});
