import type { IssueStatus, Transition } from '../../../src/model/issue';
import { isStatus, nextHop, reaches, type WalkGoal } from '../../../src/sync/transition-path';

const status = (
	name: string,
	category: IssueStatus['category'] = 'indeterminate',
): IssueStatus => ({
	id: `id-${name}`,
	name,
	category,
});
const way = (to: IssueStatus): Transition => ({
	id: `t-${to.name}`,
	name: to.name,
	to,
	fields: [],
});

const TO_DO = status('To Do', 'new');
const PROGRESS = status('In Progress');
const REVIEW = status('In Review');
const DONE = status('Done', 'done');
const CLOSED = status('Closed', 'done');

const goal = (changes: Partial<WalkGoal>): WalkGoal => ({
	targets: ['Done'],
	via: [],
	mayPass: [],
	...changes,
});

describe('nextHop', () => {
	it.each`
		case                                   | offered               | wanted                                     | visited       | hop
		${'straight'}                          | ${[PROGRESS, DONE]}   | ${{}}                                      | ${[]}         | ${DONE}
		${'by id'}                             | ${[DONE]}             | ${{ targets: ['id-Done'] }}                | ${[]}         | ${DONE}
		${'the first target that is offered'}  | ${[CLOSED, DONE]}     | ${{ targets: ['Nope', 'done', 'Closed'] }} | ${[]}         | ${DONE}
		${'by category'}                       | ${[PROGRESS, CLOSED]} | ${{ targets: [], categories: ['done'] }}   | ${[]}         | ${CLOSED}
		${'no way'}                            | ${[PROGRESS]}         | ${{}}                                      | ${[]}         | ${undefined}
		${'named way, even a done one'}        | ${[PROGRESS, CLOSED]} | ${{ via: ['Closed', 'In Progress'] }}      | ${[]}         | ${CLOSED}
		${'work in progress before a new one'} | ${[TO_DO, PROGRESS]}  | ${{ mayPass: ['To Do', 'In Progress'] }}   | ${[]}         | ${PROGRESS}
		${'a new one if there is no other'}    | ${[TO_DO]}            | ${{ mayPass: ['To Do'] }}                  | ${[]}         | ${TO_DO}
		${'nothing is closed in passing'}      | ${[CLOSED]}           | ${{ mayPass: ['Closed'] }}                 | ${[]}         | ${undefined}
		${'never back'}                        | ${[PROGRESS, REVIEW]} | ${{ via: ['In Progress', 'In Review'] }}   | ${[PROGRESS]} | ${REVIEW}
		${'not through what is not allowed'}   | ${[REVIEW]}           | ${{ mayPass: ['In Progress'] }}            | ${[]}         | ${undefined}
	`('$case', ({ offered, wanted, visited, hop }) => {
		expect(nextHop(offered.map(way), goal(wanted), visited)?.to).toBe(hop);
	});

	it.each`
		at        | wanted                                         | there
		${DONE}   | ${{}}                                          | ${true}
		${DONE}   | ${{ targets: [' DONE '] }}                     | ${true}
		${CLOSED} | ${{}}                                          | ${false}
		${CLOSED} | ${{ targets: [], categories: ['done'] }}       | ${true}
		${CLOSED} | ${{ targets: ['Done'], categories: ['done'] }} | ${false}
		${CLOSED} | ${{ targets: [] }}                             | ${false}
	`('$at.name reaches $wanted: $there', ({ at, wanted, there }) => {
		expect(reaches(at, goal(wanted))).toBe(there);
	});

	it('knows a status by name, whatever its case, or by id', () => {
		expect([isStatus(DONE, 'dOnE'), isStatus(DONE, 'id-Done'), isStatus(DONE, 'Closed')]).toEqual([
			true,
			true,
			false,
		]);
	});
});
