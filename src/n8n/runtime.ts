import type { IExecuteFunctions } from 'n8n-workflow';
import type { EngineContext } from '../engine/context';
import type { Logger } from '../engine/ports';
import { createJiraClient, type JiraClient } from '../jira/client';
import { detectDialect } from '../jira/detect';
import { apiUrlOf } from './cloud-gateway';
import type { N8nContext } from './context';
import { countCalls, type Calls } from './count-calls';
import { readAccess, type JiraAccess } from './credentials';
import { digest, fileDigest } from './digest';
import { processStart, processState, rememberDialect } from './process-state';
import { systemClock } from './system-clock';
import { n8nTransport } from './transport';

/** Jira as the nodes reach it: the client for lists and single requests, the engine for everything that must be safe. */
export interface JiraRuntime {
	readonly client: JiraClient;
	readonly engine: EngineContext;
	readonly access: JiraAccess;
	/** Requests to Jira so far. */
	calls(): Calls;
	/** Whether the execution was stopped. */
	isCancelled(): boolean;
}

/**
 * Puts everything together for one call of n8n: credential, transport, dialect, client, engine. Metadata and users are
 * remembered as long as this lives, so build it once an execution.
 */
export async function openJira(context: N8nContext): Promise<JiraRuntime> {
	const access = await readAccess(context);
	const signal = cancelSignal(context);
	const clock = systemClock(signal);
	const apiUrl = await apiUrlOf(context, access);
	const { transport, calls } = countCalls(n8nTransport(context, { ...access, baseUrl: apiUrl }));
	const dialect = await rememberDialect(
		access.baseUrl,
		async () => await detectDialect(transport, access.baseUrl, clock.now(), access.advice),
	);
	const random = (): number => Math.random();
	const { baseUrl, advice, renewsOn } = access;
	const tokenEnds = renewsOn.length > 0;
	const login = dialect.tokensHaveScopes ? { advice } : {};
	const client = createJiraClient({
		...{ transport, dialect, baseUrl, clock, random, tokenEnds },
		...login,
	});
	if (mayExpireUnseen(access)) await client.myself();
	const { handedOut, ...state } = processState(access.baseUrl);
	const engine: EngineContext = {
		tracker: client,
		clock,
		...state,
		...(!isByHand(context) && { handedOut }),
		digest,
		fileDigest,
		logger: loggerOf(context),
		startedAt: processStart,
		searchLags: dialect.searchLags,
		notFoundMayHide: dialect.hidesAsMissing,
	};
	return { client, engine, access, calls, isCancelled: () => signal?.aborted === true };
}

/**
 * Data Center may answer a search with a dead token as if nobody had logged in, and then n8n does not learn that it should
 * renew the token. A question that only an account can ask comes first. Atlassian's gateway refuses such a token itself.
 */
function mayExpireUnseen({ renewsOn, gateway }: JiraAccess): boolean {
	return renewsOn.length > 0 && gateway === undefined;
}

/** Opens Jira for the lists and forms of the editor. */
export async function openClient(context: N8nContext): Promise<JiraClient> {
	return (await openJira(context)).client;
}

/** A person who runs a step again wants to see what it gives, again. */
function isByHand(context: N8nContext): boolean {
	const { getMode } = context as Partial<IExecuteFunctions>;
	return typeof getMode === 'function' && getMode.call(context) === 'manual';
}

function cancelSignal(context: N8nContext): AbortSignal | undefined {
	const { getExecutionCancelSignal } = context as Partial<IExecuteFunctions>;
	return typeof getExecutionCancelSignal === 'function'
		? getExecutionCancelSignal.call(context)
		: undefined;
}

function loggerOf({ logger }: N8nContext): Logger {
	return {
		debug: (message, details) => {
			logger.debug(message, details);
		},
		warn: (message, details) => {
			logger.warn(message, details);
		},
	};
}
