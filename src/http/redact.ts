const CREDENTIAL = /\b(Basic|Bearer|OAuth)\s+(?!auth)[A-Za-z0-9+/=._~:-]{6,}/gi;
const NAMED_SECRET =
	/\b((?:access_|refresh_|api_)?token|secret|password|signature|jwt)=[^\s&"']+/gi;
// eslint-disable-next-line no-control-regex -- the control characters are what is removed
const CONTROL = /[\u0000-\u001f\u007f]+/g;
const WORDS_LIMIT = 500;

/** One line of a service's own words, safe to show: no control characters, no credentials, at most 500 characters. */
export function safeWords(text: string): string {
	const line = text
		.replace(CONTROL, ' ')
		.replace(CREDENTIAL, '$1 [hidden]')
		.replace(NAMED_SECRET, '$1=[hidden]')
		.replace(/ {2,}/g, ' ')
		.trim();
	return line.length > WORDS_LIMIT ? `${line.slice(0, WORDS_LIMIT - 1)}…` : line;
}
