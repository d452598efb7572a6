import { AnswerNow, type SimulatedAnswer, type SimulatedRequest } from '../kernel/http';
import { createFaults, createLatency, type Faults, type Latency } from '../kernel/faults';
import { createRequestLog, type RequestLog } from '../kernel/request-log';
import { createRouter, type RouteMethod, type Router } from '../kernel/router';
import {
	authenticate,
	loginHeaders,
	LOGIN_PAGE,
	PASSWORDS_OFF,
	type Identity,
} from './rest/authenticate';
import { notAuthenticated, type Access, type Handler } from './rest/call';
import { publishExchange } from './exchanges';
import { createOAuthDoor, type OAuthControl } from './oauth/door';
import { createCaptchaGuard } from './rest/captcha';
import { createRateLimiter } from './rest/rate-limit';
import { addRoutes } from './rest/routes';
import type { JiraSiteOptions, LoggedRequest } from './site';
import { refusal } from './state/errors';
import type { World } from './state/world';
import type { WebhookStore } from './webhooks/store';

interface Route {
	readonly access: Access;
	readonly api: 2 | 3;
	readonly handler: Handler;
}

/** The front door of a site: every request, in process or over HTTP, comes through `handle`. */
export interface Dispatcher {
	handle(request: SimulatedRequest): Promise<SimulatedAnswer>;
	readonly faults: Faults;
	readonly latency: Latency;
	readonly log: RequestLog<LoggedRequest>;
	readonly unmodelled: readonly string[];
	readonly oauth: OAuthControl;
}

/** Makes the door of a world. `handle` rejects when a fault breaks the connection (status 0). */
export function createDispatcher(
	world: World,
	webhooks: WebhookStore,
	{ rateLimit, captchaAfter }: Pick<JiraSiteOptions, 'rateLimit' | 'captchaAfter'> = {},
): Dispatcher {
	const router = createRouter<Route>();
	const add = (method: RouteMethod, path: string, api: 2 | 3, access: Access, handler: Handler) =>
		router.add(method, path, { access, api, handler });
	addRoutes(world, webhooks, add);
	const faults = createFaults();
	const latency = createLatency();
	const limiter = createRateLimiter(world, rateLimit);
	const captcha = createCaptchaGuard(world, captchaAfter);
	const log = createRequestLog<LoggedRequest>();
	const unmodelled: string[] = [];
	const oauth = createOAuthDoor(world);
	const handle = async (incoming: SimulatedRequest): Promise<SimulatedAnswer> => {
		await latency.wait();
		const admitted = oauth.admit(incoming);
		if ('answer' in admitted) {
			log.add(entryOf(world, incoming, NOBODY, admitted.answer.status));
			return admitted.answer;
		}
		const { request } = admitted;
		const claimed = admitted.identity ?? authenticate(world, request.headers, request.as);
		const locked = captcha.refuse(request, claimed);
		const identity = locked === undefined ? claimed : NOBODY;
		const fault = faults.take(request.method, request.path);
		const rate = limiter.take(request, identity);
		const real =
			fault !== undefined && fault.after !== 'processed'
				? undefined
				: (rate.refusal ?? locked ?? answer(world, router, request, identity));
		if (real?.status === 501) unmodelled.push(`${request.method} ${request.path}`);
		const given: SimulatedAnswer = fault ?? real ?? { status: 500 };
		log.add(entryOf(world, request, identity, given.status));
		if (given.status === 0) throw new Error('socket hang up');
		const headers = { ...rate.headers, ...given.headers, ...loginHeaders(world, identity) };
		const sent = { status: given.status, headers, body: given.body };
		publishExchange(world.deployment, request, sent, fault !== undefined);
		return sent;
	};
	return { handle, faults, latency, log, unmodelled, oauth: oauth.control };
}

const NOBODY: Identity = { user: undefined, refused: undefined };

function entryOf(
	world: World,
	request: SimulatedRequest,
	identity: Identity,
	status: number,
): LoggedRequest {
	const { method, path, query, body } = request;
	const asks =
		method === 'GET' ||
		/\/(search|search\/jql|approximate-count|issue\/bulkfetch|changelog\/bulkfetch|worklog\/list)$/.test(
			path,
		);
	return {
		at: world.now(),
		method,
		path,
		query,
		body,
		status,
		kind: asks ? 'read' : 'write',
		user: identity.user?.name,
	};
}

function answer(
	world: World,
	router: Router<Route>,
	request: SimulatedRequest,
	identity: Identity,
): SimulatedAnswer {
	if (identity.refused === 'passwords') return PASSWORDS_OFF;
	if (identity.refused === 'basic' && world.deployment === 'dataCenter') return LOGIN_PAGE;
	const found = router.find(request.method, request.path);
	if (found === undefined) return notModelled(world, request);
	if (wantsContentType(world, request)) return { status: 415 };
	const { access, api, handler } = found.handler;
	const { user, app, viaApp = request.viaApp ?? false } = identity;
	const { query, headers, body } = request;
	const who = { user, viaApp, ...(app !== undefined && { app }) };
	const call = { world, api, ...who, params: found.params, query, headers, body };
	try {
		checkAccess(access, request, identity, call);
		return handler(call);
	} catch (error) {
		if (error instanceof AnswerNow) return error.answer;
		throw error;
	}
}

/**
 * Cloud answers 415 to a DELETE of a remote link that has no `Content-Type`, though it has no body either.
 * Measured by https://github.com/MrRefactoring/jira.js (tests/live/cloud/issueRemoteLinks.test.ts).
 */
function wantsContentType(world: World, { method, path, headers }: SimulatedRequest): boolean {
	if (world.deployment !== 'cloud' || method !== 'DELETE') return false;
	return /\/remotelink(\/|$)/.test(path) && headers['content-type'] === undefined;
}

/** A wrong token of Data Center is refused even where anonymous callers may ask, except by the search. */
function checkAccess(
	access: Access,
	request: SimulatedRequest,
	identity: Identity,
	call: Parameters<Handler>[0],
): void {
	const { user, refused } = identity;
	const dead = refused === 'bearer' && call.world.deployment === 'dataCenter';
	if (dead && !request.path.endsWith('/search')) throw notAuthenticated(call);
	if (access === 'anonymous') return;
	if (user === undefined) throw notAuthenticated(call);
	if (access === 'admin' && !user.admin) {
		throw refusal(403, ['You do not have permission to perform this operation.']);
	}
}

/** Paths that the other deployment, or another version, has are missing in Jira as well. */
function notModelled(world: World, request: SimulatedRequest): SimulatedAnswer {
	const { method, path } = request;
	const major = Number.parseInt(world.version, 10);
	const dataCenter = world.deployment === 'dataCenter';
	const missing =
		(dataCenter && /^\/rest\/(api\/3|software)(\/|$)/.test(path)) ||
		(dataCenter &&
			/^\/rest\/api\/2\/(issue\/[^/]+\/changelog|project\/search|webhook|label|field\/search|issue\/properties(\/.*)?)$/.test(
				path,
			)) ||
		(dataCenter && path.startsWith('/rest/webhooks/') && major >= 10) ||
		(path.startsWith('/rest/jira-webhook/') && (!dataCenter || major < 10)) ||
		!path.startsWith('/rest/');
	if (missing) {
		return {
			status: 404,
			body: '<html><head><title>Oops, you have found a dead link.</title></head></html>',
		};
	}
	return {
		status: 501,
		body: { errorMessages: [`The simulated Jira does not model ${method} ${path}`], errors: {} },
	};
}
