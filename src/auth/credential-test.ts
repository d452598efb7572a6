/**
 * n8n expression: the base URL of a credential as people paste it, without what stands behind it. A credential's test
 * can only be an expression; everything else uses `normalizeBaseUrl`, which knows more forms and explains refusals.
 * `source` is what n8n calls the credential: `$credentials` in a test, `$self` in the credential's own fields.
 */
export function baseUrlExpression(source: '$credentials' | '$self'): string {
	const pasted = `${source}.baseUrl.replace(/^[\\s"'<\`\\u200b\\u2060\\ufeff]+|[\\s"'>\`\\u200b\\u2060\\ufeff]+$/g, "")`;
	return [
		'={{ ',
		`(/^[a-z][a-z0-9+.-]*:\\/\\//i.test(${pasted}) ? "" : "https://") + `,
		pasted,
		'.replace(/[?#].*$/, "")',
		'.replace(/([^:\\/])\\/{2,}/g, "$1/")',
		'.replace(/^(?:https?:\\/\\/)?([^\\/]+\\.(?:atlassian\\.net|jira\\.com))\\.?(?::\\d+)?(?:\\/.*)?$/i, (all, host) => (/^https?:/i.test(all) ? "https://" : "") + host)',
		'.replace(/^(?:https?:\\/\\/)?(api\\.atlassian\\.com\\/ex\\/jira\\/[0-9a-f-]+)(?:\\/.*)?$/i, (all, path) => (/^https?:/i.test(all) ? "https://" : "") + path)',
		'.replace(/\\/(?:rest|browse|projects|secure|issues|login\\.jsp|plugins|servicedesk|dashboards?|wiki|jira\\/(?:software|core|your-work|for-you))(?:\\/.*)?$/i, "")',
		'.replace(/\\/+$/, "")',
		' }}',
	].join('');
}

/** The base URL in a credential's test. */
export const BASE_URL_EXPRESSION = baseUrlExpression('$credentials');

/** Answers with the account of the credential, on Cloud and on every Data Center. */
export const MYSELF_PATH = '/rest/api/2/myself';

/** What a person reads when the test of a credential does not succeed, by HTTP status. */
export const TEST_MESSAGES: Readonly<Record<number, string>> = {
	401: 'Jira did not accept the credential. On Jira Cloud use the e-mail of the account and an API token; on Data Center the user name and the password, or a personal access token. After several wrong tries Data Center asks for a CAPTCHA: log in once with a browser.',
	403: 'Jira knows the account but refuses it. An administrator may have turned off this way to log in, or Data Center asks for a CAPTCHA: log in once with a browser.',
	404: 'There is no Jira at this address. Check the URL, including the context path on Data Center, for example https://jira.example.com/jira.',
};

/** The same, for e-mail and API token, or user name and password. */
export const BASIC_TEST_MESSAGES: Readonly<Record<number, string>> = {
	...TEST_MESSAGES,
	401: 'Jira did not accept the credential. On Jira Cloud use the e-mail of the account and an API token: turn Token With Scopes on for a token that was made with scopes, and off for any other. On Data Center use the user name and the password. After several wrong tries Data Center asks for a CAPTCHA: log in once with a browser.',
};

/** The same, for credentials that are connected in the browser. */
export const OAUTH_TEST_MESSAGES: Readonly<Record<number, string>> = {
	401: 'Jira did not accept the connection. It may have been revoked or have expired: connect the account again.',
	403: 'Jira knows the account but refuses it. Check the scopes and what the account may do in Jira.',
	404: 'There is no Jira at this address. Check the URL, including the context path on Data Center, for example https://jira.example.com/jira.',
};
