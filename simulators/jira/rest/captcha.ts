import type { SimulatedAnswer, SimulatedRequest } from '../../kernel/http';
import type { World } from '../state/world';
import type { Identity } from './authenticate';

/** Counts failed logins by name, as Data Center does. */
export interface CaptchaGuard {
	/** The refusal of a login that is locked, also with the right password; undefined lets the request through. */
	refuse(request: SimulatedRequest, identity: Identity): SimulatedAnswer | undefined;
}

/**
 * Data Center wants a CAPTCHA after a number of wrong passwords (by default three), which no request can solve:
 * https://confluence.atlassian.com/jirakb/how-to-reset-failed-login-count-for-users. `after` undefined: never.
 */
export function createCaptchaGuard(world: World, after: number | undefined): CaptchaGuard {
	const failed = new Map<string, number>();
	return {
		refuse(request, identity) {
			const name = basicName(request);
			if (after === undefined || world.deployment !== 'dataCenter' || name === undefined)
				return undefined;
			const before = failed.get(name) ?? 0;
			if (before >= after) return DENIED;
			failed.set(name, identity.refused === 'basic' ? before + 1 : 0);
			return undefined;
		},
	};
}

function basicName({ headers }: SimulatedRequest): string | undefined {
	const [, credential] = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
	if (credential === undefined) return undefined;
	return Buffer.from(credential, 'base64').toString('utf8').split(':')[0];
}

const DENIED: SimulatedAnswer = {
	status: 403,
	headers: {
		'x-seraph-loginreason': 'AUTHENTICATION_DENIED',
		'x-authentication-denied-reason':
			'CAPTCHA_CHALLENGE; login-url=https://jira.example.com/login.jsp',
	},
	body: '<html><head><title>Forbidden (403)</title></head><body><h1>Forbidden (403)</h1><p>Encountered a "403 - Forbidden" error while loading this page. Basic Authentication Failure - Reason : AUTHENTICATION_DENIED</p></body></html>',
};
