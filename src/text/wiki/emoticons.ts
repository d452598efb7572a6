/** An emoticon of Jira's notation, with Atlassian's short name for it and the nearest character. */
export interface Emoticon {
	readonly symbol: string;
	readonly shortName: string;
	readonly text: string;
}

/** https://confluence.atlassian.com/display/JIRACORESERVER/Text+formatting: longest symbol of a beginning first. */
export const EMOTICONS: readonly Emoticon[] = [
	[':)', ':slight_smile:', '🙂'],
	[':-)', ':slight_smile:', '🙂'],
	[':(', ':disappointed:', '😞'],
	[':-(', ':disappointed:', '😞'],
	[':P', ':stuck_out_tongue:', '😛'],
	[':p', ':stuck_out_tongue:', '😛'],
	[':D', ':smiley:', '😃'],
	[';)', ':wink:', '😉'],
	[';-)', ':wink:', '😉'],
	['(y)', ':thumbsup:', '👍'],
	['(n)', ':thumbsdown:', '👎'],
	['(i)', ':info:', 'ℹ️'],
	['(/)', ':check_mark:', '✅'],
	['(x)', ':cross_mark:', '❌'],
	['(!)', ':warning:', '⚠️'],
	['(+)', ':plus:', '➕'],
	['(-)', ':minus:', '➖'],
	['(?)', ':question_mark:', '❓'],
	['(on)', ':light_bulb_on:', '💡'],
	['(off)', ':light_bulb_off:', '🔅'],
	['(*)', ':yellow_star:', '⭐'],
	['(*y)', ':yellow_star:', '⭐'],
	['(*r)', ':red_star:', '🌟'],
	['(*g)', ':green_star:', '✳️'],
	['(*b)', ':blue_star:', '✴️'],
	['(flag)', ':flag_on:', '🚩'],
	['(flagoff)', ':flag_off:', '🏳️'],
].map(([symbol = '', shortName = '', text = '']) => ({ symbol, shortName, text }));

const BY_NAME = new Map([...EMOTICONS].reverse().map((emoticon) => [emoticon.shortName, emoticon]));
const BY_SYMBOL = new Map(EMOTICONS.map((emoticon) => [emoticon.symbol, emoticon]));
const LONGEST = Math.max(...EMOTICONS.map(({ symbol }) => symbol.length));
const LETTER = /^[A-Za-z]/;

export function emoticonNamed(shortName: string): Emoticon | undefined {
	return BY_NAME.get(shortName);
}

/** The emoticon that begins at an index; none where a letter follows it at once. */
export function emoticonAt(text: string, at: number): Emoticon | undefined {
	for (let length = 2; length <= LONGEST; length += 1) {
		const emoticon = BY_SYMBOL.get(text.slice(at, at + length));
		if (emoticon !== undefined && !LETTER.test(text.charAt(at + length))) return emoticon;
	}
	return undefined;
}
