import { generateKeyPairSync } from 'node:crypto';
import { waitFor } from '../support/n8n/wait';
import {
	fillCredential,
	openCredentialDialog,
	openStoredCredential,
	readSavedId,
	readVerdict,
	saveCredential,
} from './credential-dialog';
import { createDanceStage, type DanceJira, type DanceStage } from './dance-stage';
import { decideOnPage, type Decision } from './oauth-popup';

const TYPE = 'jiraSyncOAuth1Api';
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let stage: DanceStage;
let jira: DanceJira;
let credentialId = '';
let workflowId = '';
/** The production URL of the Connect node. */
let connectUrl = '';

beforeAll(async () => {
	stage = await createDanceStage();
	jira = await stage.openJira({ deployment: 'dataCenter', contextPath: '/jira' });
	jira.site.oauth.addConsumer({ key: 'n8n', publicKey });
});

afterAll(async () => {
	await stage?.close();
});

/** A step whose last view is kept when it fails. */
function step(name: string, play: () => Promise<void>): void {
	it(name, async () => await stage.watched(`oauth1 ${name}`, play)());
}

/** Keeps a page of the Connect node, which is smaller than the editor. Height in pixels. */
async function pagePicture(name: string, height: number): Promise<void> {
	const { page } = stage.editor;
	const before = page.viewportSize() ?? { width: 1400, height: 960 };
	await page.setViewportSize({ width: 900, height });
	await stage.picture(name);
	await page.setViewportSize(before);
}

/** Opens the page of the Connect node in the browser, goes on to Jira and decides; answers with what the page ends with. */
async function dance(decision: Decision, person: string): Promise<string> {
	const { page } = stage.editor;
	await page.goto(connectUrl);
	await page.getByRole('link', { name: 'Continue to Jira' }).click();
	await decideOnPage(page, decision, person);
	await page.waitForURL(/\/connected\?/);
	return await page.locator('body').innerText();
}

/** The steps are one life of one credential: each goes on where the one before ended. */
describe('OAuth 1.0a of Jira Data Center, by a person in the editor', () => {
	step('says in the dialog that it is not connected yet', async () => {
		const { n8n, editor } = stage;
		await openCredentialDialog(editor, n8n.baseUrl, 'Jira Sync OAuth 1.0a API');
		await fillCredential(editor, { baseUrl: jira.url, consumerKey: 'n8n', privateKey });

		expect(await saveCredential(editor)).toContain('Run the Jira OAuth 1.0a Connect node');

		credentialId = await readSavedId(n8n.client, TYPE);
		workflowId = await stage.createWorkflow({
			id: credentialId,
			type: TYPE,
			authentication: 'oAuth1',
		});
	});

	step('shows on the page of the Connect node what the administrator needs', async () => {
		const { n8n, editor } = stage;
		const connect = await n8n.client.createWorkflow({
			name: 'Connect',
			nodes: [
				{
					name: 'Connect',
					type: 'n8n-nodes-jira-sync.jiraOAuth1Connect',
					webhookId: 'oauth1-connect',
					credentials: { [TYPE]: { id: credentialId, name: TYPE } },
				},
			],
			connections: {},
		});
		await n8n.client.activate(connect);
		connectUrl = `${n8n.baseUrl}/webhook/oauth1-connect/connect`;

		await editor.page.goto(connectUrl);
		const shown = await editor.page.locator('body').innerText();
		await pagePicture('oauth1-connect', 880);

		expect(shown).toContain(publicKey.trim());
		expect(shown).toContain(`${n8n.baseUrl}/webhook/oauth1-connect/connected`);
		expect(shown).not.toContain('PRIVATE');
	});

	step('is not connected when the person denies, and the page says so', async () => {
		const end = await dance('Deny', 'Sync Bot');

		expect(end).toContain('Not connected');
		expect(end).toContain('The access was not allowed in Jira');
		expect(await stage.run(workflowId)).toEqual({ status: 'error', found: 0 });
	});

	step('is connected when the person allows, and finds the issue as that person', async () => {
		const { n8n, editor } = stage;

		const end = await dance('Allow', 'Sync Bot');
		await pagePicture('oauth1-connected', 260);

		expect(end).toContain('Connected as Sync Bot');
		expect(await stage.run(workflowId)).toEqual({ status: 'success', found: 1 });
		expect(jira.site.requests.at(-1)).toMatchObject({ user: 'sync', status: 200 });
		await openStoredCredential(editor, n8n.baseUrl, credentialId);
		await editor.byTestId('credentials-config-container-test-success').waitFor();
	});

	step('says in the panel to connect again after the access was revoked', async () => {
		jira.site.oauth.revoke();

		const { status, error } = await stage.seeFailure(workflowId);
		await stage.picture('oauth1-revoked');

		expect(status).toBe('error');
		expect(error).toContain('The access was revoked in Jira or has ended');
		expect(error).toContain('connect the account again with the Jira OAuth 1.0a Connect node');
	});

	step('is connected again, to another account, as the panel says', async () => {
		const { n8n, editor } = stage;
		await openStoredCredential(editor, n8n.baseUrl, credentialId);
		expect(await readVerdict(editor)).toContain('It may have been revoked or have expired');
		await fillCredential(editor, { accessToken: '' });
		await saveCredential(editor);
		await waitFor('the new verdict', async () =>
			(await readVerdict(editor)).includes('not connected yet') ? true : undefined,
		);

		expect(await dance('Allow', 'Kim Lee')).toContain('Connected as Kim Lee');

		expect(await stage.run(workflowId)).toEqual({ status: 'success', found: 1 });
		expect(jira.site.requests.at(-1)).toMatchObject({ user: 'kim', status: 200 });
		expect(jira.site.unmodelled).toEqual([]);
	});
});
