import {
	matchToJira,
	matchToSource,
	readSourceUser,
	userToLookUp,
	type AssigneeRules,
} from '../../../src/sync/assignee';

const RULES: AssigneeRules = {
	table: [
		{ source: 'Kim Lee', jira: 'kim@jira.example' },
		{ source: 'bot@example.com', jira: 'acc-bot' },
	],
	unmatched: 'leave',
	matchDisplayName: false,
};
const ann = { accountId: 'acc-ann', email: 'Ann@Example.com', displayName: 'Ann' };
const hidden = { accountId: 'acc-hidden', displayName: 'Somebody' };

describe('readSourceUser', () => {
	it.each`
		value                              | user
		${null}                            | ${null}
		${undefined}                       | ${null}
		${'  '}                            | ${null}
		${{}}                              | ${null}
		${'Ann@Example.com '}              | ${{ key: 'ann@example.com', email: 'Ann@Example.com' }}
		${'Ann'}                           | ${{ key: 'ann', displayName: 'Ann' }}
		${{ email: 'A@b.c', name: 'Ann' }} | ${{ key: 'a@b.c', email: 'A@b.c', displayName: 'Ann' }}
		${{ username: 'ann' }}             | ${{ key: 'ann', displayName: 'ann' }}
	`('reads $value', ({ value, user }) => {
		expect(readSourceUser(value)).toEqual(user);
	});
});

describe('matchToJira', () => {
	it.each`
		case                                   | source                                       | found                                           | rules                         | id
		${'e-mail, whatever its case'}         | ${'ann@EXAMPLE.com'}                         | ${[ann]}                                        | ${{}}                         | ${'acc-ann'}
		${'e-mail that Jira hides'}            | ${'who@example.com'}                         | ${[hidden]}                                     | ${{}}                         | ${'acc-hidden'}
		${'hidden e-mail beside another user'} | ${'who@example.com'}                         | ${[hidden, ann]}                                | ${{}}                         | ${undefined}
		${'another e-mail'}                    | ${'who@example.com'}                         | ${[ann]}                                        | ${{}}                         | ${undefined}
		${'two with the e-mail'}               | ${'ann@example.com'}                         | ${[ann, { ...ann, accountId: 'acc-2' }]}        | ${{}}                         | ${undefined}
		${'nobody'}                            | ${'ann@example.com'}                         | ${[]}                                           | ${{}}                         | ${undefined}
		${'a name, not allowed'}               | ${'Ann'}                                     | ${[ann]}                                        | ${{}}                         | ${undefined}
		${'a unique name'}                     | ${'ann'}                                     | ${[ann]}                                        | ${{ matchDisplayName: true }} | ${'acc-ann'}
		${'a name of two'}                     | ${'ann'}                                     | ${[ann, { ...ann, accountId: 'acc-2' }]}        | ${{ matchDisplayName: true }} | ${undefined}
		${'the table, by name'}                | ${'kim lee'}                                 | ${[{ name: 'kim', email: 'kim@jira.example' }]} | ${{}}                         | ${'kim'}
		${'the table, by name beside e-mail'}  | ${{ email: 'k@x.example', name: 'Kim Lee' }} | ${[{ name: 'kim', email: 'kim@jira.example' }]} | ${{}}                         | ${'kim'}
		${'the table, to an account id'}       | ${'bot@example.com'}                         | ${[{ accountId: 'acc-bot' }]}                   | ${{}}                         | ${'acc-bot'}
		${'an id without the table'}           | ${'acc-ann'}                                 | ${[ann]}                                        | ${{ matchDisplayName: true }} | ${undefined}
	`('$case: $id', ({ source, found, rules, id }) => {
		const user = readSourceUser(source);
		if (user === null) throw new Error('nobody');
		const all = { ...RULES, ...rules };

		const match = matchToJira(all, user, { [userToLookUp(all, user)]: found });

		expect(match).toEqual(
			id === undefined
				? { kind: 'unmatched', reason: expect.stringContaining('No single Jira user matches') }
				: { kind: 'found', id },
		);
	});

	it.each`
		unmatched                          | found                           | match
		${'leave'}                         | ${{}}                           | ${{ kind: 'unmatched' }}
		${'unassign'}                      | ${{}}                           | ${{ kind: 'found', id: null, warning: expect.any(String) }}
		${{ fallback: 'ann@example.com' }} | ${{ 'ann@example.com': [ann] }} | ${{ kind: 'found', id: 'acc-ann', warning: expect.stringContaining('fallback user was taken') }}
		${{ fallback: 'acc-ann' }}         | ${{ 'acc-ann': [ann] }}         | ${{ kind: 'found', id: 'acc-ann' }}
		${{ fallback: 'gone' }}            | ${{}}                           | ${{ kind: 'unmatched', reason: expect.stringContaining('"gone" was not found either') }}
	`('unmatched, policy $unmatched', ({ unmatched, found, match }) => {
		const user = { key: 'who@example.com', email: 'who@example.com' };

		expect(matchToJira({ ...RULES, unmatched }, user, found)).toMatchObject(match);
	});

	it.each(['constructor', '__proto__', 'toString'])(
		'a person called %s is nobody special',
		(key) => {
			expect(matchToJira(RULES, { key, displayName: key }, {}).kind).toBe('unmatched');
		},
	);
});

describe('matchToSource', () => {
	it.each`
		user                                          | source
		${ann}                                        | ${'Ann@Example.com'}
		${hidden}                                     | ${undefined}
		${{ accountId: 'ACC-BOT' }}                   | ${'bot@example.com'}
		${{ name: 'kim', email: 'KIM@jira.example' }} | ${'Kim Lee'}
	`('tells the source of $user as $source', ({ user, source }) => {
		expect(matchToSource(RULES, user)).toBe(source);
	});
});
