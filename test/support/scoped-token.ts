import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { JiraSite } from '../../simulators/jira';

/** Enough for everything that the action nodes do. */
export const WORK_SCOPES: readonly string[] = [
	'read:jira-work',
	'write:jira-work',
	'read:jira-user',
];

/** Gives a user of a simulated Cloud an API token with scopes; answers with the basic credential that holds it. */
export function scopedCredential(
	site: JiraSite,
	baseUrl: string,
	{ user = 'sync', scopes = WORK_SCOPES }: { user?: string; scopes?: readonly string[] } = {},
): ICredentialDataDecryptedObject {
	const token = `scoped-token-${user}`;
	site.oauth.addScopedToken({ token, user, scopes });
	return {
		baseUrl,
		user: `${user}@example.com`,
		password: token,
		hasScopes: true,
		apiHost: baseUrl,
	};
}
