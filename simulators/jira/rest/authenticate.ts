import type { SimulatedAnswer } from '../../kernel/http';
import type { User } from '../state/model';
import { userNamed, type World } from '../state/world';

/** An OAuth 2.0 app, as far as webhooks are signed with it. */
export interface AppIdentity {
	readonly id: string;
	readonly secret: string;
}

/** Who a request speaks for. `refused`: a credential was sent and is wrong, or of a kind that is turned off. */
export interface Identity {
	readonly user: User | undefined;
	readonly refused: 'basic' | 'bearer' | 'passwords' | undefined;
	/** The credential is an OAuth 2.0 app's. */
	readonly viaApp?: boolean;
	/** That app; absent for one that came through the in-process door. */
	readonly app?: AppIdentity;
}

/** Finds the user of a credential. Cloud: Basic e-mail and API token. Data Center: Basic name and password, or a PAT. */
export function authenticate(
	world: World,
	headers: Readonly<Record<string, string>>,
	as: string | undefined,
): Identity {
	const header = headers.authorization;
	if (header === undefined) {
		return { user: as === undefined ? undefined : userNamed(world, as), refused: undefined };
	}
	const [scheme = '', credential = ''] = header.split(/\s+/, 2);
	if (scheme.toLowerCase() === 'bearer') {
		const user = world.users.find(({ pat }) => pat === credential);
		return world.deployment === 'dataCenter' && user !== undefined
			? { user, refused: undefined }
			: { user: undefined, refused: 'bearer' };
	}
	if (world.deployment === 'dataCenter' && world.passwords === 'refused')
		return { user: undefined, refused: 'passwords' };
	const text = Buffer.from(credential, 'base64').toString('utf8');
	const at = text.indexOf(':');
	const user = at < 0 ? undefined : basicUser(world, text.slice(0, at), text.slice(at + 1));
	return { user, refused: user === undefined ? 'basic' : undefined };
}

function basicUser(world: World, login: string, secret: string): User | undefined {
	return world.deployment === 'cloud'
		? world.users.find(
				({ emailAddress, token }) =>
					emailAddress.toLowerCase() === login.toLowerCase() && token === secret,
			)
		: world.users.find(({ name, password }) => name === login && password === secret);
}

/**
 * Headers that tell how the login went. Cloud says a refused credential here only, and then treats the caller as
 * anonymous: https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#anonymous-operations
 */
export function loginHeaders(world: World, identity: Identity): Readonly<Record<string, string>> {
	if (identity.refused === 'bearer' && world.deployment === 'dataCenter') return {};
	if (identity.refused !== undefined && world.silentRefusals) return {};
	if (identity.refused === 'passwords') return {};
	if (identity.refused !== undefined) {
		return { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' };
	}
	const { user } = identity;
	if (user === undefined) return {};
	return world.deployment === 'cloud'
		? { 'x-seraph-loginreason': 'OK', 'x-aaccountid': user.accountId }
		: { 'x-seraph-loginreason': 'OK', 'x-ausername': user.name };
}

/** Data Center answers a wrong password with its login page, whatever was asked. */
export const LOGIN_PAGE: SimulatedAnswer = {
	status: 401,
	headers: { 'www-authenticate': 'OAuth realm="https%3A%2F%2Fjira.example.com"' },
	body: '<html><head><title>Unauthorized (401)</title></head><body><h1>Unauthorized (401)</h1><p>Encountered a "401 - Unauthorized" error while loading this page. Basic Authentication Failure - Reason : AUTHENTICATED_FAILED</p></body></html>',
};

/** Seen in https://codeclou.io/blog/2021/03/disabling-basic-auth-in-jira-and-allowlisting-customfield-editor-rest-api/ */
export const PASSWORDS_OFF: SimulatedAnswer = {
	status: 403,
	body: { message: 'Basic Authentication has been disabled on this instance.' },
};
