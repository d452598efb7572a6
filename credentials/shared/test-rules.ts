import type { IAuthenticateRuleResponseCode } from 'n8n-workflow';

/** Rules of a credential's test: what a person reads, by HTTP status. */
export function testRules(
	messages: Readonly<Record<number, string>>,
): IAuthenticateRuleResponseCode[] {
	return Object.entries(messages).map(([status, message]) => ({
		type: 'responseCode',
		properties: { value: Number(status), message },
	}));
}
