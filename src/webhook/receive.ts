import type { ChangeEvent, ChangeEventName } from '../model/change-event';
import { noteDelivery, type DeliveryLog } from './dedupe';
import { parseJiraDelivery } from './parse-jira';
import { verifySignature } from './verify';
import { verifyJwt } from './verify-jwt';

/** A delivery as it came in. */
export interface Delivery {
	/** The bytes that were signed; never a body that was parsed and written again. */
	readonly rawBody: Uint8Array;
	/** Header names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
}

/** How a delivery proves where it comes from. */
export type DeliveryProof =
	/** `X-Hub-Signature` by one of the secrets. */
	| { readonly kind: 'signature'; readonly secrets: readonly string[] }
	/** A JWT in `Authorization`, signed with the client secret of an OAuth 2.0 app. `now`: milliseconds since the epoch. */
	| { readonly kind: 'token'; readonly clientSecret: string; readonly now: number }
	/** Proven before, by other means (a secret in the address); whether that held is said here. */
	| { readonly kind: 'elsewhere'; readonly accepted: boolean };

/** Which events are wanted; what is not given does not filter. */
export interface DeliveryFilter {
	readonly events?: readonly ChangeEventName[];
	readonly projectKeys?: readonly string[];
	/** Of updates: only when one of these changed, by id or display name in any letter case. */
	readonly changedFields?: readonly string[];
}

/** What to answer and what to hand on. An ignored delivery is answered with 200, or Jira would send it again. */
export interface DeliveryAnswer {
	readonly status: 200 | 400 | 401;
	/** Why nothing is handed on; for the answer's body and the log. Holds nothing of the payload. */
	readonly reason?: string;
	readonly events: readonly ChangeEvent[];
	/** To be kept for the next delivery. */
	readonly log: DeliveryLog;
}

/** Verify, then parse, then filter, then drop repeats. Fails closed: an unproven delivery is not even parsed. */
export function receiveJiraDelivery(
	delivery: Delivery,
	proof: DeliveryProof,
	filter: DeliveryFilter,
	log: DeliveryLog,
): DeliveryAnswer {
	const refusal = refusalOf(delivery, proof);
	if (refusal !== undefined) return { status: 401, reason: refusal, events: [], log };
	const text = Buffer.from(delivery.rawBody).toString('utf8');
	if (!isJsonObject(text))
		return { status: 400, reason: 'The body is not a JSON object.', events: [], log };
	const parsed = parseJiraDelivery(text, delivery.headers);
	if (parsed.kind === 'ignored') return { status: 200, reason: parsed.reason, events: [], log };
	const [event] = parsed.events;
	const unwanted = event && unwantedReason(event, filter);
	if (unwanted !== undefined) return { status: 200, reason: unwanted, events: [], log };
	const id = event?.deliveryId;
	const noted = id === undefined ? { log, seen: false } : noteDelivery(log, id);
	if (noted.seen) return { status: 200, reason: 'The delivery was seen before.', events: [], log };
	return { status: 200, events: parsed.events, log: noted.log };
}

const REFUSALS = {
	noSecret: 'No webhook secret is configured.',
	missingHeader: 'The delivery is not signed.',
	unknownScheme: 'The signature is of an unknown kind.',
	mismatch: 'The signature does not match.',
	missingToken: 'The delivery carries no token.',
	malformedToken: 'The token is not one of Jira.',
	unknownAlgorithm: 'The token is signed in another way than with the client secret.',
	tokenMismatch: 'The token is not signed with the client secret of the credential.',
	expiredToken: 'The token has expired.',
	earlyToken: 'The token is of the future: the clock of n8n may be wrong.',
} as const;

function refusalOf({ rawBody, headers }: Delivery, proof: DeliveryProof): string | undefined {
	if (proof.kind === 'elsewhere')
		return proof.accepted ? undefined : 'The delivery does not prove where it comes from.';
	const verdict =
		proof.kind === 'token'
			? verifyJwt(headers['authorization'], proof.clientSecret, proof.now)
			: verifySignature(rawBody, headers['x-hub-signature'], proof.secrets);
	return verdict.ok ? undefined : REFUSALS[verdict.reason];
}

function isJsonObject(text: string): boolean {
	try {
		const value = JSON.parse(text) as unknown;
		return typeof value === 'object' && value !== null && !Array.isArray(value);
	} catch {
		return false;
	}
}

/** A project that the delivery does not tell passes: the event is a hint, and the issue is read anyway. */
function unwantedReason(event: ChangeEvent, filter: DeliveryFilter): string | undefined {
	if (filter.events && filter.events.length > 0 && !filter.events.includes(event.event))
		return `Event ${event.event} is not asked for.`;
	const { projectKey } = event;
	if (projectKey !== undefined && !isListed(filter.projectKeys, projectKey))
		return 'The project is not asked for.';
	const isTold = event.event === 'issueUpdated' && event.changesUnknown !== true;
	if (!isTold || hasWantedChange(event, filter.changedFields)) return undefined;
	return 'None of the fields that are asked for changed.';
}

function hasWantedChange({ changes }: ChangeEvent, wanted: readonly string[] | undefined): boolean {
	if (wanted === undefined || wanted.length === 0) return true;
	return changes.some(
		({ field, fieldId }) =>
			isListed(wanted, field) || (fieldId !== undefined && isListed(wanted, fieldId)),
	);
}

function isListed(list: readonly string[] | undefined, text: string): boolean {
	if (list === undefined || list.length === 0) return true;
	return list.some((entry) => entry.trim().toLowerCase() === text.toLowerCase());
}
