const PROTOCOLS = ['http://', 'https://', 'ftp://', 'ftps://', 'mailto:'];
const URL_CHARACTER = /[-_.!~*';/?:@#&=%+$,A-Za-z0-9[\]()\\]/;
/** Not part of an address that ends with them. */
const NOT_LAST = '.,>)];}"\'!';
const NOT_BEFORE = '"[|\'!';

/**
 * The end of the bare address that begins at an index, found as com.atlassian.renderer.v2.components.UrlRendererComponent
 * finds it. Schemes that lead nowhere for a reader elsewhere (`file:`, `irc:`, `news:`) stay text.
 */
export function urlEnd(text: string, at: number, to: number): number | undefined {
	if (!'hfmHFM'.includes(text.charAt(at))) return undefined;
	const before = text.charAt(at - 1);
	if (before !== '' && (/[A-Za-z0-9]/.test(before) || NOT_BEFORE.includes(before)))
		return undefined;
	const head = text.slice(at, at + 8).toLowerCase();
	const protocol = PROTOCOLS.find((scheme) => head.startsWith(scheme));
	if (protocol === undefined) return undefined;
	let end = at + protocol.length;
	while (end < to && URL_CHARACTER.test(text.charAt(end))) end += 1;
	while (end > at + protocol.length && NOT_LAST.includes(text.charAt(end - 1))) end -= 1;
	return end > at + protocol.length ? end : undefined;
}
