import { inputError } from '../model/failure';

/** What Jira gave to the person who allowed the access. */
export interface ConsentAnswer {
	/** The request token that was allowed; absent where Jira showed a code alone. */
	readonly token?: string;
	readonly verifier: string;
}

/**
 * Reads what a person copied after choosing Allow: the address at which the browser ended, its query alone, the code that Jira
 * showed, or Jira's sentence around it. Throws `InputError` for anything else, without repeating it.
 */
export function readPastedAnswer(input: string): ConsentAnswer {
	const text = input.trim();
	if (text === '') throw inputError(`Nothing was pasted. ${FORMS}`);
	if (/oauth_(?:token|verifier)=/.test(text)) return fromAddress(text);
	const [, quoted] = /code is\s*['"‘“]?([\w-]{1,200})/i.exec(text) ?? [];
	const verifier = quoted ?? (/^[\w-]{1,200}$/.test(text) ? text : undefined);
	if (verifier === undefined)
		throw inputError(`What was pasted is neither the address nor the code. ${FORMS}`);
	return { verifier };
}

const FORMS =
	'Paste the whole address at which the browser ended after Allow, which holds oauth_token=… and oauth_verifier=…, or the code that Jira showed.';

function fromAddress(text: string): ConsentAnswer {
	const query = new URLSearchParams(text.replace(/^[^?]*\?/, '').replace(/#.*$/, ''));
	const token = query.get('oauth_token') ?? '';
	const verifier = query.get('oauth_verifier') ?? '';
	if (token === '' || verifier === '') throw inputError(`The address is not complete. ${FORMS}`);
	return { token, verifier };
}
