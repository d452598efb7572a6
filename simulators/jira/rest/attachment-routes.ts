import { FilePart } from '../../kernel/http';
import { addAttachments, findAttachment, mediaIdOf, removeAttachment } from '../state/attachments';
import { badRequest, refusal } from '../state/errors';
import type { AttachmentState, IssueState } from '../state/model';
import { maySee, projectOf } from '../state/world';
import { issueOf, NO_CONTENT, ok, userOf, type AddRoute, type Call, type Handler } from './call';
import { renderAttachment } from './render-issue';
import { selfUrl } from './view';

/** Files of issues. They cannot be changed, only removed. */
export function addAttachmentRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	add('POST', '/issue/:issue/attachments', 'user', upload);
	add('GET', '/attachment/meta', 'anonymous', ({ world: { attachmentRules } }) => {
		const { enabled = true, uploadLimit = MOST_BYTES } = attachmentRules;
		return ok({ enabled, uploadLimit });
	});
	add('GET', '/attachment/:attachment', 'anonymous', (call) => {
		const { attachment } = attachmentOf(call);
		const { id, ...rest } = renderAttachment(call, attachment);
		return ok(deployment === 'cloud' ? { ...rest, id: Number(id) } : { ...rest });
	});
	add('DELETE', '/attachment/:attachment', 'user', (call) => {
		const { issue, attachment } = attachmentOf(call);
		checkPermission(call);
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
	checkPermission(call);
	checkFiles(call, issue, files);
	const added = addAttachments(
		call.world,
		userOf(call),
		issue,
		files.map(({ filename, mimeType, content }) => ({ filename, mimeType, content })),
	);
	return ok(added.map((attachment) => renderAttachment(call, attachment)));
};

function checkPermission(call: Call): void {
	const { attachmentRules } = call.world;
	if (attachmentRules.enabled === false) throw refusal(404, ['Attachments are disabled']);
	if (attachmentRules.forbidden?.includes(userOf(call).name) === true)
		throw refusal(403, ['You do not have permission to create attachments for this issue.']);
}

/** Cloud answers 413 to what is too large or too much; the document of Data Center says 404 of it. */
function checkFiles(call: Call, issue: IssueState, files: readonly FilePart[]): void {
	const { deployment, attachmentRules } = call.world;
	const { uploadLimit = MOST_BYTES, mostFiles = 2_000, refusedEndings = [] } = attachmentRules;
	const tooMuch = deployment === 'cloud' ? 413 : 404;
	const large = files.find(({ content }) => content.length > uploadLimit);
	if (large !== undefined)
		throw refusal(tooMuch, [
			`The file '${large.filename}' exceeds its maximum permitted size of ${uploadLimit} bytes.`,
		]);
	if (issue.attachments.length + files.length > mostFiles)
		throw refusal(tooMuch, [`The issue has reached its limit of ${mostFiles} attachments.`]);
	const refused = files.find(({ filename }) =>
		refusedEndings.some((ending) => filename.endsWith(ending)),
	);
	if (refused !== undefined)
		throw refusal(403, [`Files of the type of '${refused.filename}' are not allowed here.`]);
}

const contentOf: Handler = (call) => {
	const { attachment } = attachmentOf(call);
	const { mimeType, content, filename } = attachment;
	const headers = {
		'content-type': mimeType,
		'content-length': String(content.length),
		'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
	};
	return { status: 200, headers, body: content };
};

/** Nothing answers there: a client that follows would leave the simulated site. */
const MEDIA_SERVICE = 'https://api.media.atlassian.com';

/**
 * Sends the caller on, unless told to answer itself. The address in the media service ends in `/file/{UUID}/binary` and holds the
 * only trace of the id that documents name the file by: https://github.com/sooperset/mcp-atlassian/pull/1402. It carries its own
 * permission.
 */
const download: Handler = (call) => {
	const { attachment } = attachmentOf(call);
	const { mediaHost } = call.world.attachmentRules;
	const direct = call.query.redirect === 'false';
	if (direct && mediaHost?.always !== true) return contentOf(call);
	const toMedia = call.world.unknowns.attachmentRedirect === 'media';
	const host = mediaHost?.url ?? (toMedia ? MEDIA_SERVICE : undefined);
	const location =
		host === undefined
			? `${selfUrl(call, `attachment/content/${attachment.id}`)}?redirect=false`
			: `${host}/file/${mediaIdOf(attachment)}/binary?token=none&client=none`;
	return { status: 303, headers: { location } };
};
