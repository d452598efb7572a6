/** A part of a line before it is known what stands beside it. */
export type Piece =
	| { readonly kind: 'text'; readonly text: string }
	/** The sign that opens or closes a phrase. */
	| { readonly kind: 'sign'; readonly sign: PhraseSign; readonly role: 'open' | 'close' }
	/** Markup that Jira sees only apart from letters and digits. */
	| { readonly kind: 'word'; readonly text: string }
	/** An emoticon, with the character to write where a letter follows. */
	| { readonly kind: 'emoticon'; readonly symbol: string; readonly text: string };

export type PhraseSign = '*' | '_' | '+' | '-' | '^' | '~' | 'mono';

const WORD_START = /^[\p{L}\p{Nd}]/u;
const WORD_END = /[\p{L}\p{Nd}]$/u;

/** The text of one line or paragraph. Phrases inside of words get braces, `{*}bold{*}`; images get spaces. */
export function joinPieces(pieces: readonly Piece[]): string {
	const out: string[] = [];
	let last = '';
	for (const [index, piece] of pieces.entries()) {
		const text = pieceText(piece, last, () => startOf(pieces[index + 1]));
		out.push(text);
		if (text !== '') last = text;
	}
	return out.join('');
}

function pieceText(piece: Piece, before: string, after: () => string): string {
	switch (piece.kind) {
		case 'text':
			return piece.text;
		case 'sign':
			return signText(piece, before, after);
		case 'word': {
			const left = endsWithWord(before) ? ' ' : '';
			return `${left}${piece.text}${WORD_START.test(after()) ? ' ' : ''}`;
		}
		case 'emoticon':
			return /^[A-Za-z]/.test(after()) ? piece.text : piece.symbol;
	}
}

function signText(
	{ sign, role }: Extract<Piece, { readonly kind: 'sign' }>,
	before: string,
	after: () => string,
): string {
	const inWord = role === 'open' ? endsWithWord(before) : WORD_START.test(after());
	if (sign !== 'mono') return inWord ? `{${sign}}` : sign;
	const braces = role === 'open' ? '{{' : '}}';
	return inWord ? `{${braces}}` : braces;
}

function endsWithWord(text: string): boolean {
	return WORD_END.test(text.slice(-2));
}

function startOf(piece: Piece | undefined): string {
	if (piece?.kind === 'text') return piece.text.slice(0, 2);
	return piece?.kind === 'emoticon' ? piece.symbol : '';
}
