import type { JiraWebhook } from '../jira/webhook-dialect';
import type { JiraWebhooks } from '../jira/webhooks';

/** Removes webhooks one after the other; the first that Jira refuses to remove ends it with Jira's error. */
export async function removeAll(
	webhooks: JiraWebhooks,
	hooks: readonly JiraWebhook[],
): Promise<void> {
	for (const { id } of hooks) await webhooks.remove(id);
}
