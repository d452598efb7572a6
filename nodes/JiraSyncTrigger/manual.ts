import type { INodeProperties } from 'n8n-workflow';

const displayOptions = { show: { registration: ['manual'] } };

const STEPS = [
	'<b>1.</b> Enter a long random text as <b>Webhook Secret</b> in the credential.',
	'<b>2.</b> In Jira, let an administrator open <b>Settings → System → WebHooks</b> (Data Center: <b>Administration → System → WebHooks</b>) and choose <b>Create a WebHook</b>.',
	'<b>3.</b> URL: the <b>production URL</b> above. Status: enabled.',
	'<b>4.</b> Jira Cloud, Data Center 10 and later: enter the webhook secret as <b>Secret</b>.<br>Data Center 9 and earlier has no such field: append <code>?secret=</code> and the URL-encoded webhook secret to the URL.',
	'<b>5.</b> Enter the JQL and tick the events that the field <b>For Jira</b> shows below. Leave <b>Exclude body</b> off.',
	'<b>6.</b> Save in Jira, then activate the workflow.',
];

/** The events in the words of Jira's page, and the filter that the trigger would register, from the parameters as they are. */
const VALUES = `={{
'JQL: ' + ([
	[].concat($parameter["projects"] ?? []).length ? 'project in (' + [].concat($parameter["projects"]).map((key) => JSON.stringify(key)).join(', ') + ')' : '',
	(($parameter["options"] ?? {})["jql"] ?? '').trim(),
].filter((clause) => clause).map((clause, _index, all) => all.length > 1 ? '(' + clause + ')' : clause).join(' AND ') || '(leave it empty)')
+ '\\nEvents: ' + [].concat($parameter["events"] ?? []).map((name) => name.replace(/[A-Z]/g, ' $&').toLowerCase()).join(', ')
}}`;

/** What an administrator of Jira has to do where the trigger may not do it itself. */
export const manualProperties: INodeProperties[] = [
	{
		displayName: STEPS.join('<br>'),
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	{
		displayName: 'For Jira',
		name: 'manualValues',
		type: 'string',
		typeOptions: { rows: 4 },
		default: VALUES,
		displayOptions,
		description:
			'What to enter in Jira, from the parameters below. Copy the result; there is nothing to change here.',
	},
];
