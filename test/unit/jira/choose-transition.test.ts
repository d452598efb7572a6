import { nextHop } from '../../../src/jira/choose-transition';
import type { FieldMeta } from '../../../src/model/field-schema';
import type { Transition } from '../../../src/model/issue';

const required: FieldMeta = {
	id: 'resolution',
	name: 'Resolution',
	required: true,
	hasDefault: false,
	schema: { type: 'resolution' },
};

function way(id: string, to: string, fields: readonly FieldMeta[] = []): Transition {
	return {
		id,
		name: `to ${to}`,
		to: { id: `s-${to}`, name: to, category: 'indeterminate' },
		fields,
	};
}

const offered = [way('1', 'In Progress'), way('2', 'In Review')];
const start = { current: 'To Do', visited: [] };

describe('nextHop', () => {
	it.each`
		case                    | state                                         | targets                         | path                            | hop
		${'already there'}      | ${{ current: 'done', visited: [] }}           | ${['Done', 'Closed']}           | ${[]}                           | ${{ kind: 'arrived' }}
		${'direct, by name'}    | ${start}                                      | ${['in review']}                | ${[]}                           | ${{ kind: 'hop', transition: offered[1], isLast: true }}
		${'direct, by id'}      | ${start}                                      | ${['s-In Review']}              | ${[]}                           | ${{ kind: 'hop', transition: offered[1], isLast: true }}
		${'first target first'} | ${start}                                      | ${['In Review', 'In Progress']} | ${[]}                           | ${{ kind: 'hop', transition: offered[1], isLast: true }}
		${'a hop on the path'}  | ${start}                                      | ${['Done']}                     | ${['In Progress']}              | ${{ kind: 'hop', transition: offered[0], isLast: false }}
		${'never back'}         | ${{ current: 'X', visited: ['In Progress'] }} | ${['Done']}                     | ${['in progress', 'In Review']} | ${{ kind: 'hop', transition: offered[1], isLast: false }}
		${'not off the path'}   | ${start}                                      | ${['Done']}                     | ${[]}                           | ${{ kind: 'stuck', offered: ['In Progress', 'In Review'] }}
	`('$case', ({ state, targets, path, hop }) => {
		expect(nextHop(state, targets, offered, path)).toEqual(hop);
	});

	it('prefers the transition that asks for nothing', () => {
		const ways = [way('1', 'Done', [required]), way('2', 'Done')];

		expect(nextHop(start, ['Done'], ways, [])).toMatchObject({ transition: { id: '2' } });
		expect(nextHop(start, ['Done'], ways.slice(0, 1), [])).toMatchObject({
			transition: { id: '1' },
		});
	});
});
