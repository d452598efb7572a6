import type { SimulatedRequest } from '../../kernel/http';
import { userNamed, type World } from '../state/world';
import type { Admitted } from './door';
import { pathBehindGateway, UNAUTHORIZED, WRONG_SCOPE } from './gateway';
import type { OAuthRegistry } from './registry';
import { isInScope } from './scopes';

/**
 * The gateway takes Basic with an API token that has scopes, and refuses one without:
 * https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/
 */
export function admitScopedToken(
	world: World,
	registry: OAuthRegistry,
	request: SimulatedRequest,
): Admitted {
	const [, credential = ''] = (request.headers.authorization ?? '').split(/\s+/, 2);
	const text = Buffer.from(credential, 'base64').toString('utf8');
	const at = text.indexOf(':');
	const token = registry.scopedTokens.get(text.slice(at + 1));
	const user = token && userNamed(world, token.user);
	if (token === undefined || user?.emailAddress.toLowerCase() !== text.slice(0, at).toLowerCase())
		return { answer: { status: 401, body: UNAUTHORIZED } };
	const path = pathBehindGateway(request.path);
	if (path === undefined) return { answer: { status: 404, body: { code: 404 } } };
	if (!isInScope(token.scopes, request.method, path))
		return { answer: { status: 401, body: WRONG_SCOPE } };
	return { request: { ...request, path }, identity: { user, refused: undefined } };
}
