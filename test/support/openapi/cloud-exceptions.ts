import type { Exchange } from '../../../simulators/jira/exchanges';

interface Exception {
	readonly method: RegExp;
	readonly path: RegExp;
	readonly status: RegExp;
	/** What Jira really does, and who saw it. */
	readonly why: string;
}

/** Where real Jira does not do what its document says, or the document is silent. */
const EXCEPTIONS: readonly Exception[] = [
	{
		method: /./,
		path: /./,
		status: /^501$/,
		why: 'The simulator says that it does not model this; tests refuse that through `site.unmodelled`.',
	},
	{
		method: /GET|POST|PUT|DELETE/,
		path: /^\/rest\/webhooks\/1\.0\/webhook(\/|$)/,
		status: /./,
		why: 'Webhooks of administrators are described in prose: https://developer.atlassian.com/cloud/jira/platform/webhooks/',
	},
	{
		method: /GET|POST|PUT|DELETE/,
		path: /^\/rest\/(agile|software)\/1\.0\//,
		status: /./,
		why: 'Jira Software has a document of its own: https://developer.atlassian.com/cloud/jira/software/rest/',
	},
	{
		method: /GET|POST/,
		path: /^\/rest\/api\/[23]\/search$/,
		status: /^410$/,
		why: 'Removed: https://developer.atlassian.com/changelog/#CHANGE-2046',
	},
	{
		method: /DELETE/,
		path: /\/remotelink(\/|$)/,
		status: /^415$/,
		why: 'Measured by https://github.com/MrRefactoring/jira.js (tests/live/cloud/issueRemoteLinks.test.ts)',
	},
];

/** Why the document is not asked about an exchange; nothing when it is. */
export function exceptionOf({ method, path, status }: Exchange): string | undefined {
	const found = EXCEPTIONS.find(
		(entry) =>
			entry.method.test(method) && entry.path.test(path) && entry.status.test(String(status)),
	);
	return found?.why;
}
