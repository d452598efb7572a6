import { fillTemplate } from '../../../src/sync/template';
import { planSync } from '../../../src/sync/plan';
import { readText, writeText } from '../../../src/text';
import { mapping, record, syncSettings, TEMPLATE } from '../../support/engine-world';
import { CONNECTED, stateOf, WORKFLOW } from '../../support/plan-state';
import type { FieldSnapshot } from '../../../src/sync/snapshot';
import type { JiraIssue } from '../../../src/model/issue';

const settings = syncSettings([mapping('body', 'description', { textFormat: 'markdown' })]);
const KEY = 'body>description';

/** A pair whose record holds Markdown and whose issue holds an Atlassian document of the other text. */
function pair(source: string, jira: string, known: Readonly<Record<string, FieldSnapshot>> = {}) {
	const value = writeText('adf', readText('markdown', jira));
	const richText: JiraIssue['richText'] = { format: 'adf', values: { description: value } };
	return stateOf({ body: source }, { description: 'plain' }, known, { richText });
}

describe('rich text', () => {
	it.each([
		['__bold__ and *slanted*', '**bold** and _slanted_'],
		['* one\n* two', '- one\n- two'],
		['a\r\n\r\n\r\nb  ', 'a\n\nb'],
		['Title\n=====', '# Title'],
	])('M2: two spellings of one text are equal: %j', (source, jira) => {
		const plan = planSync(pair(source, jira), settings, CONNECTED);

		expect(plan.decisions[KEY]).toMatchObject({ kind: 'converged', row: 'M2' });
	});

	it('M3: a change of formatting alone is an edit', () => {
		const first = planSync(pair('word', 'word'), settings, CONNECTED);
		const bold = pair('**word**', 'word', first.nextSnapshot.fields);

		expect(planSync(bold, settings, CONNECTED).toJira).toEqual({ description: '**word**' });
	});

	it('M4: Jira’s formatting reaches the record as Markdown', () => {
		const first = planSync(pair('word', 'word'), settings, CONNECTED);
		const bold = pair('word', '- **word**', first.nextSnapshot.fields);

		expect(planSync(bold, settings, CONNECTED).toSource).toEqual({ body: '- **word**' });
	});

	it('W2: a text that the source took without its formatting has arrived, and is not sent back', () => {
		const first = planSync(pair('word', 'word'), settings, WORKFLOW);
		const sent = planSync(
			pair('word', '# word two', first.nextSnapshot.fields),
			settings,
			WORKFLOW,
		);
		expect(sent.toSource).toEqual({ body: '# word two' });

		const after = planSync(
			pair('word two', '# word two', sent.nextSnapshot.fields),
			settings,
			WORKFLOW,
		);

		expect(after.decisions[KEY]).toMatchObject({ kind: 'unchanged', row: 'M1' });
		expect([after.toSource, after.toJira]).toEqual([{}, {}]);
	});
});

describe('a body in Markdown or HTML', () => {
	const hostile = '**x** [a](https://evil.example) <b>{code}\n# y';

	it('L9: values are text, whatever is in them; in code they stay as they are', () => {
		const body = '# $title\n\n```\n$stack\n```\n\nSee `$code` and *$title*';
		const { fields } = fillTemplate(
			{ ...TEMPLATE, body, bodyFormat: 'markdown' },
			record({ title: hostile, stack: 'a\n``` *b*', code: 'x' }),
		);

		const { format, text } = fields['description'] as { format: string; text: string };
		const tree = readText('markdown', text);
		expect(format).toBe('markdown');
		expect(tree.blocks.map(({ type }) => type)).toEqual(['heading', 'code', 'paragraph']);
		expect(tree.blocks[1]).toMatchObject({ text: 'a\n``` *b*' });
		expect(JSON.stringify(tree)).not.toContain('"href"');
	});

	it('a value may be an address of a link, if it is one', () => {
		const filled = (url: string) =>
			fillTemplate(
				{
					...TEMPLATE,
					body: '[open]($url) [id](https://x.example/?q=$id)',
					bodyFormat: 'markdown',
				},
				record({ url, id: 'a b&c' }),
			).fields['description'] as { text: string };

		expect(filled('https://errors.example/1').text).toBe(
			'[open](https://errors.example/1) [id](https://x.example/?q=a%20b%26c)',
		);
		expect(filled('javascript:alert(1)').text).toBe('open [id](https://x.example/?q=a%20b%26c)');
	});

	it('HTML: attributes below the body are plain text', () => {
		const template = { ...TEMPLATE, body: '<p>Hi <b>$title</b></p>', bodyFormat: 'html' as const };
		const { fields } = fillTemplate(
			{ ...template, appendedAttributes: ['extra'] },
			record({ title: '<i>x</i>', extra: '<script>' }),
		);

		expect((fields['description'] as { text: string }).text).toBe(
			'<p>Hi <strong>&lt;i&gt;x&lt;/i&gt;</strong></p><p>extra: &lt;script&gt;</p>',
		);
	});

	it.each([
		['https://errors.example/7?a=b_c', 'Link: <https://errors.example/7?a=b_c>'],
		['javascript:alert(1)', 'Link: javascript:alert(1)'],
	])('the record’s address %s stands below as %s', (url, line) => {
		const template = { ...TEMPLATE, body: 'Body', bodyFormat: 'markdown' as const };
		const { fields } = fillTemplate(template, { ...record({}), url });

		expect((fields['description'] as { text: string }).text).toBe(`Body\n\n${line}`);
	});

	it('code whose hole is empty leaves no empty block', () => {
		const template = { ...TEMPLATE, body: '```\n$stack\n```\nBelow' };
		const { fields } = fillTemplate({ ...template, bodyFormat: 'markdown' }, record({ stack: '' }));

		expect((fields['description'] as { text: string }).text).toBe('Below');
	});
});
