import {
	bodyInJira,
	commentUrl,
	readSourceCopy,
	sameWords,
	textForJira,
	textForSource,
} from '../../../../src/sync/comments/header';

const URL_OF = commentUrl('https://jira.example/browse/ABC-12', '10001');

describe('headers of copies', () => {
	it.each([
		['Kim Lee', 'hello', 'Kim Lee in Backtrace:\n\nhello'],
		['Kim\nLee', 'two\n\nparts', 'Kim Lee in Backtrace:\n\ntwo\n\nparts'],
		[undefined, 'Ann in Backtrace:', 'Somebody in Backtrace:\n\nAnn in Backtrace:'],
	])('a copy in Jira by %j keeps its words', (author, body, text) => {
		expect(textForJira(author, 'backtrace', body)).toBe(text);
		expect(bodyInJira(text, 'backtrace')).toBe(body);
	});

	it('words without the header are words', () => {
		expect(bodyInJira('hello\nworld', 'backtrace')).toBe('hello\nworld');
		expect(bodyInJira('Kim in Aha:\n\nhello', 'backtrace')).toBe('Kim in Aha:\n\nhello');
	});

	it.each([
		['as it was sent', textForSource('Kim', URL_OF, 'one\n\ntwo'), 'one\n\ntwo'],
		['with a Markdown link', `Kim in Jira ([${URL_OF}](${URL_OF})):\n\none two`, 'one two'],
		['all in one line', `Kim in Jira (${URL_OF}): one two`, 'one two'],
		['without words', textForSource('Kim', URL_OF, ''), null],
	])('a copy in the source is known %s', (_how, text, body) => {
		expect(readSourceCopy(text)).toEqual({ issueKey: 'ABC-12', commentId: '10001', body });
	});

	it.each([
		null,
		'hello',
		`See ${URL_OF}`,
		`> Kim said\nKim in Jira (${URL_OF}):\n\nhello`,
		`in Jira ${'x'.repeat(2_000)} ${URL_OF}`,
	])('%j is somebody’s own words', (text) => {
		expect(readSourceCopy(text)).toBeUndefined();
	});

	it('takes no time over a long line', () => {
		const line = `${'a in Jira '.repeat(20_000)}\n`;
		const start = performance.now();
		readSourceCopy(line);

		expect(performance.now() - start).toBeLessThan(500);
	});

	it('line breaks and zero-width spaces are no difference', () => {
		expect(sameWords('a\nb', 'a b')).toBe(true);
		expect(sameWords('a\u200b b', 'a b')).toBe(true);
		expect(sameWords('a', 'b')).toBe(false);
		expect(sameWords(null, '')).toBe(true);
	});
});
