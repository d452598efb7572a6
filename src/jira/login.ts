import {
	generalAdvice,
	unusableAnswer,
	type FailureHint,
	type RequestPurpose,
} from '../http/errors';
import { isWebPage, readServiceWords } from '../http/service-words';
import type { HttpRequest, HttpResponse } from '../http/transport';
import { asError, isFailure, type ServiceError } from '../model/failure';
import { lostAccessAdvice } from './lost-access';
import { isScopeMismatch, neededScope } from './scopes';

/** What only the credential's kind tells a person about a refused login. Sentences. */
export interface LoginAdvice {
	/** Behind the general advice when the login is refused. */
	readonly login?: string;
	/** How a scope is added to this kind of credential. */
	readonly scope?: string;
}

const SCOPE_REMEDY =
	'Add the scope to the app and to the credential, and connect the account again.';
const CAPTCHA =
	'Jira refuses this account after failed logins, even with the right password, until a CAPTCHA is solved. Log in once in the browser as this account and solve the CAPTCHA, or ask an administrator to reset its failed logins; then check the password of the credential before you run again';
const BASIC_OFF =
	'Basic authentication is off in this Jira, as it is by default from version 11. Use a personal access token or OAuth, or ask an administrator to allow it (System, Authentication methods).';

/** Cloud names the account that asked in one header, Data Center in the other. */
export function namesAccount({ headers }: HttpResponse): boolean {
	const account = headers['x-aaccountid'] ?? headers['x-ausername'] ?? '';
	return account !== '' && account.toLowerCase() !== 'anonymous';
}

/**
 * Jira answers some requests of a refused credential with 200 and no data, and tells only in a header; Data Center may send
 * its login page (developer.atlassian.com/cloud/jira/platform/rest/v3/intro, "Anonymous access"). `AUTHORISATION_FAILED`
 * there is no refused login.
 */
export function findRefusal(
	request: HttpRequest,
	response: HttpResponse,
	purpose: RequestPurpose,
	advice: LoginAdvice,
): ServiceError | undefined {
	const { status, body, headers } = response;
	const isSuccess = status >= 200 && status < 300;
	const reason = headers['x-seraph-loginreason'] ?? '';
	const refused = (problem: string): ServiceError =>
		unusableAnswer('Jira', request, purpose, {
			problem,
			kind: 'authentication',
			status,
			advice: loginAdvice(advice),
		});
	if (asksForCaptcha(response)) return refused(CAPTCHA);
	if (/AUTHENTICATED_FAILED/i.test(reason) || (isSuccess && /AUTHENTICATION_DENIED/i.test(reason)))
		return refused(ANONYMOUS);
	if (status === 401 && namesAccount(response) && !isScopeMismatch(body))
		return notAllowed(request, response, purpose);
	if (!isSuccess || !isWebPage(body)) return undefined;
	const problem = 'It answered with a web page instead of data';
	return unusableAnswer('Jira', request, purpose, { problem, status });
}

/** Some plugins of Jira answer 401 where the account lacks a right: the login is fine, since the answer names the account. */
function notAllowed(
	request: HttpRequest,
	{ status, body }: HttpResponse,
	purpose: RequestPurpose,
): ServiceError {
	const words = readServiceWords(body).messages.join(' ');
	const problem = words === '' ? 'It does not let this account do so' : words;
	return unusableAnswer('Jira', request, purpose, { problem, kind: 'permission', status });
}

const ANONYMOUS = 'It treated the request as anonymous, because the login failed';

/** A list that came for nobody although Jira knows the account: the login was lost on the way. */
export function anonymousAnswer(
	request: HttpRequest,
	purpose: RequestPurpose,
	advice: LoginAdvice,
) {
	return unusableAnswer('Jira', request, purpose, {
		problem: 'It treated the request as anonymous, although it knows the account',
		kind: 'authentication',
		advice: loginAdvice(advice),
	});
}

/** Data Center, after too many failed logins of an account (a 403 with a reason in the headers or on the page). */
function asksForCaptcha({ status, headers, body }: HttpResponse): boolean {
	if (status !== 401 && status !== 403) return false;
	const reason = `${headers['x-seraph-loginreason'] ?? ''} ${headers['x-authentication-denied-reason'] ?? ''}`;
	return /AUTHENTICATION_DENIED|CAPTCHA/i.test(reason + (typeof body === 'string' ? body : ''));
}

/** Advice for a person, by what is known of refused logins and missing scopes. */
export function loginHint(advice: LoginAdvice): FailureHint {
	return (kind, response, request) => {
		const { body } = response;
		const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
		if (/basic auth\w*[^.]{0,60} disabled/i.test(text)) return BASIC_OFF;
		if (kind !== 'authentication') return undefined;
		if (!isScopeMismatch(body)) return lostAccessAdvice(response) ?? loginAdvice(advice);
		const { scope, purpose } = neededScope(request);
		return `The credential lacks a scope: ${scope} is needed to ${purpose}. ${advice.scope ?? SCOPE_REMEDY}`;
	};
}

function loginAdvice({ login }: LoginAdvice): string {
	return [generalAdvice('authentication'), login ?? ''].join(' ').trim();
}

/** Lets requests to Jira through as long as the login is not known to be refused. */
export interface LoginGate {
	pass<T>(send: () => Promise<T>): Promise<T>;
}

/**
 * A refused login is sent once: each further try counts towards the CAPTCHA of Data Center, which then locks the account out
 * (after three by default). So nothing else is sent before the first answer, and nothing at all after a refusal. A missing
 * scope is no refused login: other requests may be allowed.
 */
export function createLoginGate(): LoginGate {
	let trial: Promise<void> | undefined;
	let accepted = false;
	let refused: ServiceError | undefined;
	const attempt = async <T>(send: () => Promise<T>): Promise<T> => {
		try {
			const answer = await send();
			accepted = true;
			return answer;
		} catch (error) {
			if (isFailure(error, 'authentication') && !isScopeMismatch(error.details)) refused = error;
			throw asError(error);
		}
	};
	return {
		async pass(send) {
			while (trial !== undefined) await trial;
			if (refused !== undefined) throw refused;
			if (accepted) return await attempt(send);
			const { promise, resolve } = Promise.withResolvers<void>();
			trial = promise;
			try {
				return await attempt(send);
			} finally {
				trial = undefined;
				resolve();
			}
		},
	};
}
