import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { answerConnect } from '../../src/n8n/oauth1-connect';

/** Connects an OAuth 1.0a credential to Jira Data Center in the browser. Needed once for each credential. */
export class JiraOAuth1Connect implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Jira OAuth 1.0a Connect',
		name: 'jiraOAuth1Connect',
		icon: { light: 'file:jiraOAuth1Connect.svg', dark: 'file:jiraOAuth1Connect.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'open the production URL once',
		description: 'Connect an OAuth 1.0a credential to Jira Data Center in the browser',
		eventTriggerDescription: '',
		activationMessage: 'Open the production URL of the Connect node in your browser.',
		defaults: { name: 'Jira OAuth 1.0a Connect' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'jiraSyncOAuth1Api', required: true }],
		webhooks: [
			{
				name: 'setup',
				httpMethod: 'GET',
				path: 'connect',
				responseMode: 'onReceived',
			},
			{
				name: 'setup',
				httpMethod: 'POST',
				path: 'connect',
				responseMode: 'onReceived',
				ndvHideUrl: true,
			},
			{
				name: 'default',
				httpMethod: 'GET',
				path: 'connected',
				responseMode: 'onReceived',
				ndvHideUrl: true,
			},
		],
		properties: [
			{
				displayName:
					'<ol><li>Fill in Jira URL and consumer key of the credential, save it and close its dialog.</li><li>Activate the workflow and open the <b>production URL</b> above: the page creates a key pair, if there is none, and shows the public key for the application link in Jira.</li><li>Go on to Jira and choose <b>Allow</b>. The access token is then in the credential. If the browser cannot come back, paste the address at which it ended into the page.</li><li>Deactivate the workflow.</li></ol>',
				name: 'steps',
				type: 'notice',
				default: '',
			},
		],
	};

	webhookMethods = {
		default: {
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerConnect(this);
	}
}
