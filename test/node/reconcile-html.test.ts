import type { ReconciledPair, ReconcileReport, SyncReport } from '../../src/engine/reports';
import { linkHtml, textHtml } from '../../src/n8n/html';
import { planHtml, planText } from '../../src/n8n/plan-html';
import { reconcileHtml } from '../../src/n8n/reconcile-html';
import hostileTexts from '../fixtures/hostile-texts.json';

const HOSTILE = [
	...(hostileTexts as readonly string[]),
	'<img src=x onerror=alert(1)>',
	'"><script>alert(1)</script>',
	"' onmouseover='alert(1)",
	'</td></tr></table><h1>',
	'&lt;script&gt;',
	'javascript:alert(1)',
	'data:text/html,<script>alert(1)</script>',
	'https://x/"onclick="alert(1)',
];

const NOTHING = {
	records: 0,
	unchanged: 0,
	changed: 0,
	created: 0,
	missing: 0,
	conflicts: 0,
	duplicatesClosed: 0,
	failed: 0,
	superseded: 0,
	left: 0,
	skipped: 0,
};

/** A report in which a text stands wherever a text of a record or an issue can stand. */
function reportOf(text: string): SyncReport {
	return {
		kind: 'synced',
		record: { system: text, id: text, url: text },
		issue: { id: '1', key: text, url: text },
		decisions: { [text]: { kind: 'conflict', row: 'M5', source: text, jira: [text] } },
		explanation: [text],
		toSource: { [text]: text },
		toJira: { [text]: { [text]: text } },
		conflicts: [text],
		warnings: [text],
		dryRun: false,
		wrote: 'nothing',
	};
}

function pageOf(text: string): string {
	const pairs: ReconciledPair[] = [
		{ kind: 'synced', created: false, closedDuplicates: [], report: reportOf(text) },
		{ kind: 'missing', recordId: text },
	];
	const counts = { ...NOTHING, records: 2, changed: 1, missing: 1 };
	const report: ReconcileReport = { pairs, counts, milliseconds: 1_250 };
	const cell = linkHtml(text, text);
	const failures = [{ record: cell, issue: cell, error: text, remedy: text }];
	return reconcileHtml({ report, words: text, calls: { reads: 3, writes: 1 }, failures });
}

/** The tags that the report is made of; whatever else looks like one came from a text. */
const OWN_TAGS =
	/<(?:\/?(?:h2|h3|p|table|tr|th|td)|br|\/a|\/div|a href="[Hh][Tt][Tt][Pp][Ss]?:[^"<>]*"|div style="[a-z0-9:;%#]+")>/g;

describe('the HTML report', () => {
	it.each(HOSTILE)('L9: shows %j as text', (text) => {
		for (const html of [pageOf(text), planHtml([reportOf(text)])])
			expect(html.replace(OWN_TAGS, '')).not.toMatch(/[<>]/);
		expect(pageOf(text)).toContain(textHtml(text).html);
	});

	it('links to http and https only', () => {
		expect(linkHtml('a', 'https://x/?a=1&b=2').html).toBe('<a href="https://x/?a=1&amp;b=2">a</a>');
		expect(linkHtml('a', 'javascript:alert(1)').html).toBe('a');
	});

	it('shows both values of a conflict, what moved, failures, a chart, requests and time', () => {
		const html = pageOf('https://jira.example/browse/ABC-1');

		for (const part of ['Conflicts', 'Changes', 'Failed', 'Without an Issue', 'width:50%'])
			expect(html).toContain(part);
		expect(html).toContain('3 reads, 1 writes, 1.3 seconds');
		expect(html).not.toMatch(/undefined|\[object/);
	});

	it('cuts a long list and says how much is missing', () => {
		const pairs: ReconciledPair[] = Array.from({ length: 250 }, (_, index) => ({
			kind: 'missing',
			recordId: `r${index}`,
		}));
		const counts = { ...NOTHING, records: 250, missing: 250 };
		const report = { pairs, counts, milliseconds: 0 };

		const html = reconcileHtml({
			...{ report, words: '', failures: [] },
			calls: { reads: 0, writes: 0 },
		});

		expect(html).toContain('and 50 more');
		expect(html.match(/<td>r\d+<\/td>/g)).toHaveLength(200);
	});
});

describe('the plan in text', () => {
	it('names each value that would be written, and where', () => {
		const { toJira: _toJira, ...rest } = reportOf('x');
		const text = planText({ ...rest, toJira: { summary: 'New', assignee: null } });

		expect(text.split('\n')).toEqual([
			'x x, x:',
			'- write to Jira: summary = New',
			'- write to Jira: assignee = (empty)',
			'- write to record: x = x',
			expect.stringContaining('- x: conflict: both sides changed'),
			'- x',
		]);
	});
});
