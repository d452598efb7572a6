import type { RouteMethod } from '../../kernel/router';
import type { World } from '../state/world';
import type { WebhookStore } from '../webhooks/store';
import type { Access, AddRoute, Handler } from './call';
import { addAgileRoutes } from './agile-routes';
import { addAttachmentRoutes, addDownloadRoute } from './attachment-routes';
import { addBulkCreateRoute } from './bulk-create-routes';
import { addBulkPropertyRoutes } from './bulk-property-routes';
import { addCatalogRoutes } from './catalog-routes';
import { addCommentRoutes } from './comment-routes';
import { addComponentRoutes } from './component-routes';
import { addDynamicWebhookRoutes } from './dynamic-webhook-routes';
import { addIssueRoutes } from './issue-routes';
import { addLinkRoutes } from './link-routes';
import { addMetaRoutes } from './meta-routes';
import { addProjectPropertyRoutes } from './project-property-routes';
import { addProjectRoutes } from './project-routes';
import { addPropertyRoutes } from './property-routes';
import { addSearchRoutes } from './search-routes';
import { addSiteRoutes } from './site-routes';
import { addTransitionRoutes } from './transition-routes';
import { addUserRoutes } from './user-routes';
import { addVersionMergeRoutes } from './version-merge-routes';
import { addVersionRoutes } from './version-routes';
import { addWebhookRoutes } from './webhook-routes';
import { addWorklogChangeRoutes } from './worklog-change-routes';
import { addWorklogRoutes } from './worklog-routes';

type AddAny = (
	method: RouteMethod,
	path: string,
	api: 2 | 3,
	access: Access,
	handler: Handler,
) => void;

/** All routes of a deployment: v2 and v3 on Cloud, v2 alone on Data Center. */
export function addRoutes(world: World, webhooks: WebhookStore, add: AddAny): void {
	const { deployment } = world;
	const versions = deployment === 'cloud' ? ([2, 3] as const) : ([2] as const);
	for (const api of versions) {
		const below: AddRoute = (method, path, access, handler) =>
			add(method, `/rest/api/${api}${path}`, api, access, handler);
		addSiteRoutes(below, deployment);
		addUserRoutes(below, deployment);
		addProjectRoutes(below, deployment);
		addProjectPropertyRoutes(below);
		addVersionRoutes(below);
		addVersionMergeRoutes(below);
		addComponentRoutes(below, deployment);
		addCatalogRoutes(below, deployment);
		addMetaRoutes(below, deployment);
		addIssueRoutes(below, deployment);
		addBulkCreateRoute(below);
		addTransitionRoutes(below);
		addCommentRoutes(below);
		addPropertyRoutes(below);
		addLinkRoutes(below);
		addSearchRoutes(below, deployment);
		addAttachmentRoutes(below, deployment);
		addWorklogRoutes(below);
		addWorklogChangeRoutes(below);
		if (deployment === 'cloud') {
			addBulkPropertyRoutes(below);
			addDynamicWebhookRoutes(webhooks, below);
		}
	}
	const beside: AddRoute = (method, path, access, handler) => add(method, path, 2, access, handler);
	addAgileRoutes(beside, deployment);
	if (deployment === 'dataCenter') addDownloadRoute(beside);
	addWebhookRoutes(world, webhooks, beside);
}
