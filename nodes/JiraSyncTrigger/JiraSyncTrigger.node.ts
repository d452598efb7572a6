import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { toNodeError } from '../../src/n8n/errors';
import { toActivationError } from '../../src/n8n/trigger-advice';
import { answerDelivery } from '../../src/n8n/trigger-delivery';
import { isRegistered, register, unregister } from '../../src/n8n/trigger-hook';
import { startRenewal } from '../../src/n8n/trigger-renewal';
import { authentication, jiraCredentials } from '../shared/descriptions/authentication';
import { loadOptions } from '../shared/methods/load-options';
import { triggerProperties } from './description';

/** Starts a workflow when something changes in Jira. The event is a hint: read the issue before acting on it. */
export class JiraSyncTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Jira Sync Trigger',
		name: 'jiraSyncTrigger',
		icon: { light: 'file:jiraSyncTrigger.svg', dark: 'file:jiraSyncTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ").replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Start a workflow when issues change in Jira Cloud or Data Center',
		eventTriggerDescription: 'Waiting for you to change an issue in Jira',
		activationMessage: 'The workflow now starts when the chosen events happen in Jira.',
		defaults: { name: 'Jira Sync Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: jiraCredentials,
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'jira-sync',
				responseMode: 'onReceived',
				responseData: 'noData',
			},
		],
		properties: [authentication, ...triggerProperties],
	};

	methods = { loadOptions };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				try {
					return await isRegistered(this);
				} catch (error) {
					throw toActivationError(this, error);
				}
			},
			async create(this: IHookFunctions): Promise<boolean> {
				try {
					await register(this);
					return true;
				} catch (error) {
					throw toActivationError(this, error);
				}
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				try {
					await unregister(this);
					return true;
				} catch (error) {
					throw toActivationError(this, error);
				}
			},
		},
	};

	/** Beside the webhook: n8n calls this when the workflow is activated, and keeps the clock for it. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		try {
			startRenewal(this);
			return {};
		} catch (error) {
			throw toActivationError(this, error);
		}
	}

	/**
	 * Hands on what the webhook started the run with. Without this n8n would run `trigger` in the execution of a test event, and
	 * wait for it for ever.
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		try {
			return await answerDelivery(this);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	}
}
