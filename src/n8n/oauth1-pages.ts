import type { ConnectPage } from './connect-page';

/** Addresses of the node, seen from its pages: people may reach n8n at another host than the one that it knows of itself. */
const SETUP = 'connect';

/** Name of the field that asks for a key pair, and of the one that a person fills in after Allow. */
export const CREATE_FIELD = 'create';
export const ANSWER_FIELD = 'answer';

export const CONNECTED_ALREADY: ConnectPage = {
	title: 'The credential is connected already',
	paragraphs: [
		'To connect another account, empty the field Access Token of the credential, save it, and open this address again.',
		'If you are done, deactivate the workflow with the Connect node.',
	],
};

/** Offers to make the key that the credential lacks. */
export const KEY_PAGE: ConnectPage = {
	title: 'The credential has no private key yet',
	paragraphs: [
		'Close the dialog of the credential in n8n, if it is open: saving it later would remove what is stored here.',
	],
	form: {
		address: SETUP,
		paragraphs: [
			'n8n can create a key pair. The private key goes into the credential and is shown nowhere; the next page shows the public key for Jira.',
			'To use a key of your own, paste it into the field Private Key of the credential instead, and open this address again.',
		],
		input: { kind: 'hidden', name: CREATE_FIELD, value: 'key' },
		button: 'Create a key pair',
	},
};

/** What the administrator enters in Jira, and the ways to go on from there. */
export function setupPage(
	{ baseUrl, consumerKey }: { readonly baseUrl: string; readonly consumerKey: string },
	publicKey: string,
	callback: string,
): ConnectPage {
	return {
		title: 'Connect n8n to Jira',
		paragraphs: [
			`An administrator of ${baseUrl} enters the consumer key and the public key in the application link for n8n, under incoming authentication.`,
			'When that is done, go on: Jira asks you to allow the access, as the account with which you are logged in there, and sends you back here.',
		],
		values: {
			'Consumer key': consumerKey,
			'Public key': publicKey,
			'Consumer callback URL': callback,
		},
		links: [
			{ address: `${SETUP}?start=1`, text: 'Continue to Jira' },
			{ address: `${SETUP}?start=code`, text: 'Have Jira show a code instead of coming back' },
		],
		form: {
			address: SETUP,
			paragraphs: [
				'If your browser could not come back after Allow, copy the address at which it ended, although the page there is an error, come back to this page and paste the address here. Paste the code where Jira showed one.',
			],
			input: { kind: 'text', name: ANSWER_FIELD, label: 'Address or code' },
			button: 'Finish',
		},
	};
}

/** The end. `name` is the account, where Jira tells it. */
export function connectedPage(name: string | undefined): ConnectPage {
	return {
		title: name === undefined ? 'Connected' : `Connected as ${name}`,
		paragraphs: [
			name === undefined
				? 'The access token is in the credential, but Jira did not say whose it is: test the credential.'
				: 'The access token is in the credential. Jira keeps it valid for five years.',
			'You can close this page. Deactivate the workflow with the Connect node: it is not needed any more.',
		],
	};
}

/** Why it did not work. Only words of ours may be given: anything else could hold a request with its header. */
export function failurePage(words: string): ConnectPage {
	return {
		title: 'Not connected',
		paragraphs: [words],
		links: [{ address: SETUP, text: 'Start again' }],
	};
}
