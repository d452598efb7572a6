/**
 * What nobody outside of Atlassian has said for sure about Jira, or what is said in two ways. Each is a choice of the
 * simulated site, and the package must come out right (or refuse, saying why) whichever way it is. docs/dialects.md has
 * the same list with what the package does about each.
 */
export interface Unknowns {
	/** Cloud's document shows a group as bare text in a sample; whether that is taken, or `{name}` only. */
	readonly bareGroupNames: 'refused' | 'accepted';
	/** What a sprint field takes: the id of one sprint, or a list with it. */
	readonly sprintValue: 'number' | 'list';
	/** What Data Center calls itself in `serverInfo`: anything but `Cloud`. */
	readonly deploymentType: 'Server' | 'Data Center';
	/** Whether `properties` in the body of a creation are stored; they are in the schema, and no more is said. */
	readonly createProperties: 'stored' | 'ignored';
	/** Which name of the JQL function Cloud takes: its reference lists the new one, lists of others the old one. */
	readonly remoteLinkFunction: 'both' | 'old' | 'new';
	/** What counts towards the limit of a document: the characters of its text, or those of its JSON. */
	readonly documentSize: 'text' | 'json';
	/** What counts towards the limit of a property on Data Center: characters, or bytes of UTF-8. */
	readonly propertySize: 'characters' | 'bytes';
	/** Whether a label of more than 255 characters is taken. */
	readonly longLabels: 'refused' | 'accepted';
	/** Whether Data Center gives pages of create metadata of up to 200 rows, or never more than 20. */
	readonly metadataPage: 'asked' | 'clamped';
	/** What Data Center answers to a transition that is not there: its document says 500. */
	readonly wrongTransition: 400 | 500;
	/** Whether the changelog of Data Center names the id of the field, as Cloud's does. */
	readonly historyFieldId: 'absent' | 'present';
	/** Spelling of the PKCE method that Data Center's OAuth 2.0 takes beside `plain`; its page says `sha256`. */
	readonly pkceMethod: 'S256' | 'sha256';
	/** Whether Data Center 10 and later obey the JQL filter in a webhook's `configuration`, or keep it at all. */
	readonly webhookFilter: 'obeyed' | 'ignored' | 'dropped';
	/** Whether they keep the secret in there; it has been seen to vanish without a word. */
	readonly webhookSecret: 'kept' | 'dropped';
	/** Whether Data Center sends an identifier with a delivery, as Cloud does. */
	readonly webhookIdentifier: 'absent' | 'sent';
	/** Whether a list of comments gives their properties when it is asked to expand them; the document says so of another route. */
	readonly commentProperties: 'listed' | 'leftOut';
	/** Whether an issue carries all of its comments, or the first page of them with their total. */
	readonly commentsInIssue: 'all' | 'page';
	/** Whether an edit of a comment that names no restriction keeps the one there is. */
	readonly commentRestriction: 'kept' | 'cleared';
	/** Where Cloud sends those on who ask for the content of a file: to its media service, or first to another address (seen behind the gateway). */
	readonly attachmentRedirect: 'media' | 'elsewhere';
}

/** Each choice, what a site does by default first. */
export const UNKNOWN_CHOICES: { readonly [K in keyof Unknowns]: readonly Unknowns[K][] } = {
	bareGroupNames: ['refused', 'accepted'],
	sprintValue: ['number', 'list'],
	deploymentType: ['Server', 'Data Center'],
	createProperties: ['stored', 'ignored'],
	remoteLinkFunction: ['both', 'old', 'new'],
	documentSize: ['text', 'json'],
	propertySize: ['characters', 'bytes'],
	longLabels: ['refused', 'accepted'],
	metadataPage: ['asked', 'clamped'],
	wrongTransition: [400, 500],
	historyFieldId: ['absent', 'present'],
	pkceMethod: ['S256', 'sha256'],
	webhookFilter: ['obeyed', 'ignored', 'dropped'],
	webhookSecret: ['kept', 'dropped'],
	webhookIdentifier: ['absent', 'sent'],
	commentProperties: ['listed', 'leftOut'],
	commentsInIssue: ['all', 'page'],
	commentRestriction: ['kept', 'cleared'],
	attachmentRedirect: ['media', 'elsewhere'],
};

/** What a site does when it is not told otherwise. */
export const DEFAULT_UNKNOWNS: Unknowns = {
	bareGroupNames: 'refused',
	sprintValue: 'number',
	deploymentType: 'Server',
	createProperties: 'stored',
	remoteLinkFunction: 'both',
	documentSize: 'text',
	propertySize: 'characters',
	longLabels: 'refused',
	metadataPage: 'asked',
	wrongTransition: 400,
	historyFieldId: 'absent',
	pkceMethod: 'S256',
	webhookFilter: 'obeyed',
	webhookSecret: 'kept',
	webhookIdentifier: 'absent',
	commentProperties: 'listed',
	commentsInIssue: 'all',
	commentRestriction: 'kept',
	attachmentRedirect: 'media',
};
