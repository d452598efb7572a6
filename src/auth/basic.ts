/**
 * Value of the `Authorization` header for basic authentication (RFC 7617), in UTF-8.
 *
 * Sent with the first request: Jira Cloud answers an anonymous request with less data instead of asking who is there.
 */
export function basicAuthorization(user: string, password: string): string {
	return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}
