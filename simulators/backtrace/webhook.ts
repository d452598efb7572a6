import { attributeNames, histogram, type ErrorGroup } from './group';

export interface WebhookTarget {
	readonly url: string;
	/** Backtrace's form asks for both. */
	readonly user: string;
	readonly password: string;
}

export interface WebhookSource {
	readonly universe: string;
	readonly project: string;
	readonly baseUrl: string;
}

/** Body of one alert: one POST a group (Backtrace documentation, "Workflow integrations": webhook). */
export function webhookPayload(
	group: ErrorGroup,
	source: WebhookSource,
): Readonly<Record<string, unknown>> {
	const { universe, project, baseUrl } = source;
	return {
		universe,
		project,
		application: group.crashes[0]?.['application'] ?? project,
		fingerprint: group.fingerprint,
		href: `${baseUrl}/`,
		group_url: groupUrl(group, source),
		callstack: group.callstack,
		occurrences: group.crashes.length,
		object_id: (group.times.length + 0x2e5).toString(16),
		timestamp: [Math.min(...group.times), Math.max(...group.times)],
		classifiers: group.classifiers,
		hosts: histogram(group, 'hostname').length,
		guids: histogram(group, 'guid').length,
		attributes: Object.fromEntries(
			attributeNames(group).map((name) => [name, histogram(group, name)]),
		),
	};
}

/** Where a person sees the group. */
export function groupUrl(group: Pick<ErrorGroup, 'fingerprint'>, source: WebhookSource): string {
	const { baseUrl, universe, project } = source;
	return `${baseUrl}/dashboard/${universe}/project/${project}?fingerprint=${group.fingerprint}`;
}

/** Sends one alert and answers the receiver's status; 0 when it could not be reached. */
export async function sendWebhook(
	payload: Readonly<Record<string, unknown>>,
	target: WebhookTarget,
): Promise<number> {
	const credential = Buffer.from(`${target.user}:${target.password}`).toString('base64');
	try {
		const response = await fetch(target.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Basic ${credential}` },
			body: JSON.stringify(payload),
		});
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 0;
	}
}
