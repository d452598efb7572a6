import { JastBuilder } from '@atlaskit/jql-ast';
import fc from 'fast-check';
import {
	andJql,
	chooseIssueJql,
	createdJql,
	linkedIssuesJql,
	projectsJql,
	quoteJql,
} from '../../../src/jira/jql';
import hostileTexts from '../../fixtures/hostile-texts.json';

/** Jira's own grammar is the judge. */
function parse(jql: string) {
	return new JastBuilder().build(jql);
}

/** Reads a JQL string back by the rules Atlassian documents, in code of its own. */
function unquote(quoted: string): string {
	expect(quoted).toMatch(/^"(?:[^"\\]|\\["\\nrt]|\\u[0-9a-f]{4})*"$/u);
	return JSON.parse(quoted) as string;
}

const anyText = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	fc.string({
		unit: fc.constantFrom(
			'"',
			'\\',
			"'",
			')',
			'(',
			' OR ',
			'\n',
			'\r',
			'\t',
			'\u0000',
			'x',
			'\ud800',
		),
	}),
	fc.constantFrom(...hostileTexts),
);

describe('quoteJql', () => {
	it('L9: property: a quoted value never escapes, and stands for exactly the value', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(unquote(quoteJql(text))).toBe(text);
			}),
			{ seed: 42, numRuns: 2_000 },
		);
	});

	it("L9: property: Atlassian's parser sees one clause with one value", () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const { errors, query } = parse(`summary ~ ${quoteJql(text)}`);

				expect(errors).toEqual([]);
				expect(query?.where).toMatchObject({ clauseType: 'terminal' });
				expect(query?.orderBy).toBeUndefined();
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('queries', () => {
	it('finds by remote links, and by what was made lately', () => {
		expect(linkedIssuesJql(['system=a&id=1', 'system=a&id=2'])).toBe(
			'issue in issuesWithRemoteLinksByGlobalId("system=a&id=1", "system=a&id=2") ORDER BY key ASC',
		);
		expect(linkedIssuesJql(['g'], { project: 'IS', since: 1763719200000.7 })).toBe(
			'(issue in issuesWithRemoteLinksByGlobalId("g")) OR (project = "IS" AND creator = currentUser() AND created >= 1763719200000) ORDER BY key ASC',
		);
		expect(linkedIssuesJql([], { project: 'IS', since: 5 })).toBe(
			'project = "IS" AND creator = currentUser() AND created >= 5 ORDER BY key ASC',
		);
		expect(linkedIssuesJql([], { since: 5, until: 9 })).toBe(
			'creator = currentUser() AND created >= 5 AND created <= 9 ORDER BY key ASC',
		);
	});

	it.each([
		linkedIssuesJql(['a', 'b"'], { project: 'AS', since: 1 }),
		linkedIssuesJql(['a'], undefined, 'workItemsWithRemoteLinksByGlobalId'),
		chooseIssueJql('DO" OR x'),
		projectsJql(['A', 'IS']),
		andJql(projectsJql(['A']), ' ', 'status = Done OR x = 1'),
	])('is JQL: %s', (jql) => {
		expect(parse(jql).errors).toEqual([]);
	});

	it('keeps each side of a joined filter together', () => {
		expect(andJql('a = 1 OR b = 2', 'c = 3')).toBe('(a = 1 OR b = 2) AND (c = 3)');
		expect(andJql('', 'c = 3')).toBe('c = 3');
		expect(andJql('', '')).toBe('');
	});
});

describe('createdJql', () => {
	it.each([
		['project = A', '(project = A) AND (creator != currentUser()) ORDER BY created ASC'],
		[
			'project = A OR project = B order  by updated',
			'(project = A OR project = B) AND (creator != currentUser()) ORDER BY created ASC',
		],
		[
			'summary ~ "order by \\" me" ORDER BY "Story Points"',
			'(summary ~ "order by \\" me") AND (creator != currentUser()) ORDER BY created ASC',
		],
	])('%s', (given, expected) => {
		expect(createdJql(given, undefined, false)).toBe(expected);
	});

	it('takes the time as a bare number, and own issues on demand', () => {
		expect(createdJql('project = A', 1_000.5, true)).toBe(
			'(project = A) AND (created >= 1000) ORDER BY created ASC',
		);
	});
});
