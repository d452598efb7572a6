import type { JsonValue } from '../../../src/model/json';
import { judgeRecurrence, type ResolvedUntilRule } from '../../../src/sync/regression';
import { createVersionOrder } from '../../../src/sync/version-order';

/** As the node builds it: an expression with a capture group, and a pattern for what counts. */
const extractor = (text: string): string | undefined =>
	/^999\.|\+dev|-dev/.test(text) ? undefined : /(\d+(?:\.\d+)*\S*)/.exec(text)?.[1];

const RULE: ResolvedUntilRule = {
	comparison: 'later',
	observed: extractor,
	fixed: extractor,
	finalResolutions: ["Won't Do", 'Duplicate'],
};

interface Case {
	readonly versions?: JsonValue;
	readonly fixVersions?: JsonValue;
	readonly list?: readonly string[];
	readonly rule?: Partial<ResolvedUntilRule>;
	readonly category?: 'new' | 'indeterminate' | 'done';
	readonly resolution?: string;
}

function judge({ versions, fixVersions, list = [], rule = {}, category, resolution }: Case) {
	return judgeRecurrence(
		{
			versions,
			issue: {
				key: 'ABC-1',
				category: category ?? 'done',
				...(resolution !== undefined && { resolution }),
				fixVersions,
			},
			order: createVersionOrder(
				list.map((name) => ({ id: name, name, released: true, archived: false })),
			),
		},
		{ ...RULE, ...rule },
	);
}

describe('judgeRecurrence', () => {
	it.each`
		complaint                                      | versions                          | fixVersions                   | list                                 | kind
		${'later build'}                               | ${'1.3.0'}                        | ${['1.2.0']}                  | ${[]}                                | ${'reopen'}
		${'older build'}                               | ${'1.1.0'}                        | ${['1.2.0']}                  | ${[]}                                | ${'stay'}
		${'1.9 before 1.10'}                           | ${'1.9.0'}                        | ${['1.10.0']}                 | ${[]}                                | ${'stay'}
		${'hotfix branch made after the fix'}          | ${'10.18.7'}                      | ${['10.24.0']}                | ${[]}                                | ${'stay'}
		${'hotfix branch in an arranged list'}         | ${'10.18.7'}                      | ${['10.24.0']}                | ${['10.18.7', '10.24.0', '10.25.0']} | ${'stay'}
		${'backport, fixed there'}                     | ${'8.0.1'}                        | ${['8.0.1', '8.1.0']}         | ${[]}                                | ${'stay'}
		${'backport, still there'}                     | ${'8.0.2'}                        | ${['8.0.1', '8.1.0']}         | ${[]}                                | ${'reopen'}
		${'branch before the backport'}                | ${'8.0.0'}                        | ${['8.0.1', '8.1.0']}         | ${[]}                                | ${'stay'}
		${'branch without a fix, below the highest'}   | ${'7.5.0'}                        | ${['7.4.2', '8.0.1']}         | ${[]}                                | ${'stay'}
		${'branch without a fix, above the highest'}   | ${'9.0.0'}                        | ${['7.4.2', '8.0.1']}         | ${[]}                                | ${'reopen'}
		${'two fixes on one branch: the later counts'} | ${'1.2.5'}                        | ${['1.2.3', '1.2.9']}         | ${[]}                                | ${'stay'}
		${'fix named by two numbers'}                  | ${'1.2.5'}                        | ${['1.2', '2.0']}             | ${[]}                                | ${'reopen'}
		${'four parts'}                                | ${'3.25.47.21'}                   | ${['3.25.47.20']}             | ${[]}                                | ${'reopen'}
		${'four parts, older'}                         | ${'3.25.47.19'}                   | ${['3.25.47.20', '3.26.0.0']} | ${[]}                                | ${'stay'}
		${'v prefix'}                                  | ${'1.3.0'}                        | ${['v1.2.0']}                 | ${['v1.2.0', 'v1.3.0']}              | ${'reopen'}
		${'bare version and package name'}             | ${'5.36.2'}                       | ${['my-app@5.36.1']}          | ${[]}                                | ${'reopen'}
		${'pre-release of the fix'}                    | ${'1.2.0-rc.1'}                   | ${['1.2.0']}                  | ${[]}                                | ${'stay'}
		${'fake client version alone'}                 | ${'999.9.9'}                      | ${['1.2.0']}                  | ${[]}                                | ${'unknown'}
		${'fake client version among others'}          | ${[['999.9.9', 9], ['1.1.0', 1]]} | ${['1.2.0']}                  | ${[]}                                | ${'stay'}
		${'dev build'}                                 | ${'1.9.0-dev'}                    | ${['1.2.0']}                  | ${[]}                                | ${'unknown'}
		${'histogram: the newest decides'}             | ${[['1.1.0', 99], ['1.3.0', 1]]}  | ${['1.2.0']}                  | ${[]}                                | ${'reopen'}
		${'histogram of older ones'}                   | ${[['1.1.0', 99], ['1.0.0', 1]]}  | ${['1.2.0']}                  | ${[]}                                | ${'stay'}
		${'no version'}                                | ${null}                           | ${['1.2.0']}                  | ${[]}                                | ${'unknown'}
		${'attribute missing'}                         | ${undefined}                      | ${['1.2.0']}                  | ${[]}                                | ${'unknown'}
		${'no fix version'}                            | ${'1.2.0'}                        | ${null}                       | ${[]}                                | ${'unknown'}
		${'text as fix version'}                       | ${'1.3.0'}                        | ${'fixed in 1.2.0'}           | ${[]}                                | ${'reopen'}
		${'order of the list before that of numbers'}  | ${'0.9'}                          | ${['1.0']}                    | ${['1.0', '0.9']}                    | ${'reopen'}
	`('$complaint: $kind', ({ kind, ...given }) => {
		expect(judge(given).kind).toBe(kind);
	});

	it.each`
		comparison       | kind
		${'later'}       | ${'stay'}
		${'sameOrLater'} | ${'reopen'}
	`('the very fix version, compared $comparison: $kind', ({ comparison, kind }) => {
		const verdict = judge({ versions: '1.2.0', fixVersions: ['1.2.0'], rule: { comparison } });

		expect(verdict.kind).toBe(kind);
		expect(verdict.reason).toMatch(/Version 1\.2\.0 is (the same as )?the fix version 1\.2\.0/);
	});

	it.each`
		issue                                            | because
		${{ category: 'new' }}                           | ${'notResolved'}
		${{ category: 'indeterminate' }}                 | ${'notResolved'}
		${{ category: 'done', resolution: "WON'T do" }}  | ${'finalResolution'}
		${{ category: 'done', resolution: 'Duplicate' }} | ${'finalResolution'}
	`('$issue stays, whatever the versions: $because', ({ issue, because }) => {
		expect(judge({ versions: '9.0', fixVersions: ['1.0'], ...issue })).toMatchObject({
			kind: 'stay',
			because,
		});
	});

	it('names that no order holds are said to be unknown', () => {
		const rule = { observed: (text: string) => text, fixed: (text: string) => text };

		expect(judge({ versions: 'Falcon', fixVersions: ['1.0'], rule })).toEqual({
			kind: 'unknown',
			reason:
				"Versions Falcon and 1.0 cannot be put in order: neither Jira's version list holds both, nor do they read as version numbers.",
		});
	});

	it('an expression that cuts out nothing names no version', () => {
		const rule = { observed: () => '' };

		expect(judge({ versions: '1.3', fixVersions: ['1.0'], rule }).reason).toContain(
			'names no version that the expression accepts',
		);
	});
});
