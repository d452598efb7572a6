import { FilePart } from '../../kernel/http';
import { addAttachments, findAttachment, removeAttachment } from '../state/attachments';
import { badRequest, refusal } from '../state/errors';
import type { AttachmentState, IssueState } from '../state/model';
import { maySee, projectOf } from '../state/world';
import { issueOf, NO_CONTENT, ok, userOf, type AddRoute, type Call, type Handler } from './call';
import { renderAttachment } from './render-issue';
import { selfUrl } from './view';

/** Files of issues. They cannot be changed, only removed. */
export function addAttachmentRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	add('POST', '/issue/:issue/attachments', 'user', upload);
	add('GET', '/attachment/meta', 'anonymous', () => ok({ enabled: true, uploadLimit: MOST_BYTES }));
	add('GET', '/attachment/:attachment', 'anonymous', (call) => {
		const { attachment } = attachmentOf(call);
		const { id, ...rest } = renderAttachment(call, attachment);
		return ok(deployment === 'cloud' ? { ...rest, id: Number(id) } : { ...rest });
	});
	add('DELETE', '/attachment/:attachment', 'user', (call) => {
		const { issue, attachment } = attachmentOf(call);
		removeAttachment(call.world, userOf(call), issue, attachment);
		return NO_CONTENT;
	});
	if (deployment === 'cloud') add('GET', '/attachment/content/:attachment', 'anonymous', download);
}

/** The address under which Data Center gives a file's content, beside the REST API. */
export function addDownloadRoute(add: AddRoute): void {
	add('GET', '/secure/attachment/:attachment/:filename', 'anonymous', contentOf);
}

const MOST_BYTES = 10_485_760;
const MOST_FILES = 60;

function attachmentOf(call: Call): {
	readonly issue: IssueState;
	readonly attachment: AttachmentState;
} {
	const id = call.params.attachment ?? '';
	const found = findAttachment(call.world, id);
	if (found !== undefined && maySee(call.user, projectOf(found.issue))) return found;
	throw refusal(404, [`The attachment with id '${id}' does not exist`]);
}

/**
 * `multipart/form-data` with parts named `file`, and a header against forged requests.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/#api-rest-api-3-issue-issueidorkey-attachments-post
 */
const upload: Handler = (call) => {
	if (!['no-check', 'nocheck'].includes(call.headers['x-atlassian-token'] ?? '')) {
		throw refusal(403, ['XSRF check failed']);
	}
	const issue = issueOf(call);
	const { body } = call;
	if (!Array.isArray(body) || !body.every((part) => part instanceof FilePart)) {
		return { status: 415 };
	}
	const files = body.filter(({ name }) => name === 'file');
	if (files.length === 0 || files.length > MOST_FILES) {
		throw badRequest(`Between 1 and ${MOST_FILES} files can be attached at once.`);
	}
	const large = files.find(({ content }) => content.length > MOST_BYTES);
	if (large !== undefined) {
		throw refusal(call.world.deployment === 'cloud' ? 413 : 404, [
			`The file '${large.filename}' exceeds its maximum permitted size of ${MOST_BYTES} bytes.`,
		]);
	}
	const added = addAttachments(
		call.world,
		userOf(call),
		issue,
		files.map(({ filename, mimeType, content }) => ({ filename, mimeType, content })),
	);
	return ok(added.map((attachment) => renderAttachment(call, attachment)));
};

const contentOf: Handler = (call) => {
	const { attachment } = attachmentOf(call);
	const { mimeType, content } = attachment;
	return { status: 200, headers: { 'content-type': mimeType }, body: content };
};

/** Sends the caller on, unless told to answer itself. */
const download: Handler = (call) => {
	if (call.query.redirect === 'false') return contentOf(call);
	const { attachment } = attachmentOf(call);
	const location = `${selfUrl(call, `attachment/content/${attachment.id}`)}?redirect=false`;
	return { status: 303, headers: { location } };
};
