import { renderWiki } from '../../../simulators/jira/text/wiki-render';

const find = (markup: string) =>
	renderWiki(markup, { entities: 'preserved' }).things.map(({ kind, what }) => `${kind} ${what}`);
const show = (markup: string, entities: 'preserved' | 'shown' = 'preserved') =>
	renderWiki(markup, { entities }).text.replace(/\s+/g, ' ').trim();

describe('the judge of wiki text', () => {
	it.each([
		['\\{html}', []],
		['\\\\{html}', ['macro html', 'break \\\\']],
		['{{mono}} {*x} {$y}', ['format tt']],
		['{code}[~admin]{code}', ['mention [~admin]', 'macro code']],
		['\\[~b]', ['mention [~b]']],
		['{code}a{code}*b*', ['macro code', 'format b']],
		['{code}a\\{code}*b*', ['macro code', 'format b']],
		['*a* a*b*c {*}d{*}', ['format b', 'format b']],
		['snake_case_name 2*3*4', []],
		['h1. x\n* y\n----\n|z|', ['heading 1', 'list *', 'rule ----', 'table |']],
		['a\n\n----', ['rule ----']],
		['[a|http://x.y] http://z.w', ['link http://x.y', 'autolink http://z.w']],
		['!a.png! !x!', ['image a.png']],
		[':) (/) a -- b', ['dash --', 'emoticon :)', 'emoticon (/)']],
		['&#123;html&#125; &#91;~a&#93;', []],
	])('finds what Jira obeys in %j', (markup, things) => {
		expect(find(markup)).toEqual(things);
	});

	it('shows escapes and entities as the render mode says', () => {
		expect(show('&#123;x&#125; \\{y\\} \\*z\\*')).toBe('{x} {y} *z*');
		expect(show('&#123;x&#125; \\{y\\} \\*z\\*', 'shown')).toBe('&#123;x&#125; {y} &#42;z&#42;');
		expect(show('{noformat}&#123;{noformat}')).toBe('&#123;');
	});
});
