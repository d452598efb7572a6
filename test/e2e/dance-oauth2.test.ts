import type { JiraSite } from '../../simulators/jira';
import {
	fillCredential,
	openCredentialDialog,
	openStoredCredential,
	readSavedId,
} from './credential-dialog';
import { createDanceStage, type DanceJira, type DanceStage } from './dance-stage';
import { connectAccount, connectButton, switchButton } from './oauth-popup';

const CLIENT = { clientId: 'n8n-app', clientSecret: 'app-secret' };
const APP = { id: CLIENT.clientId, secret: CLIENT.clientSecret };

interface Way {
	readonly name: string;
	readonly deployment: 'cloud' | 'dataCenter';
	readonly authentication: string;
	readonly type: string;
	/** Opens the dialog of a credential of this type that is not filled in yet. */
	readonly open: (stage: DanceStage, jira: DanceJira) => Promise<void>;
	/** What a person types beside the client. */
	readonly fields: (url: string, redirectUrl: string) => Readonly<Record<string, string>>;
	readonly scope: string;
	readonly pictures: { readonly connected: string; readonly revoked?: string };
}

const ways: readonly Way[] = [
	{
		name: 'OAuth 2.0 of Jira Cloud',
		deployment: 'cloud',
		authentication: 'oAuth2',
		type: 'jiraSyncOAuth2Api',
		// Who stands in for Atlassian is no field of the dialog.
		open: async ({ n8n, editor }, { url }) => {
			const hosts = { authHost: url, apiHost: url };
			const id = await n8n.client.createCredential('Jira', 'jiraSyncOAuth2Api', hosts);
			await openStoredCredential(editor, n8n.baseUrl, id);
		},
		fields: (url) => ({ baseUrl: url }),
		scope: 'offline_access',
		pictures: { connected: 'credential-oauth2-connected', revoked: 'oauth2-revoked' },
	},
	{
		name: 'OAuth 2.0 of Jira Data Center',
		deployment: 'dataCenter',
		authentication: 'dataCenterOAuth2',
		type: 'jiraSyncDataCenterOAuth2Api',
		open: async ({ n8n, editor }) => {
			await openCredentialDialog(editor, n8n.baseUrl, 'Jira Sync Data Center OAuth2 API');
		},
		fields: (url, redirectUrl) => ({ baseUrl: url, redirectUrl }),
		scope: 'WRITE',
		pictures: { connected: 'credential-dc-oauth2-connected' },
	},
];

let stage: DanceStage;

beforeAll(async () => {
	stage = await createDanceStage();
});

afterAll(async () => {
	await stage?.close();
});

const tokensAsked = (site: JiraSite): number =>
	site.requests.filter(({ path }) => path.endsWith('/token')).length;

/** The steps are one life of one credential: each goes on where the one before ended. */
describe.each(ways)('$name, by a person in the editor', (way) => {
	let jira: DanceJira;
	let credentialId = '';
	let workflowId = '';

	/** A step whose last view is kept when it fails. */
	function step(name: string, play: () => Promise<void>): void {
		it(name, async () => await stage.watched(`${way.deployment} ${name}`, play)());
	}

	beforeAll(async () => {
		jira = await stage.openJira({ deployment: way.deployment });
	});

	step('is not connected when the person denies, and n8n and the node say so', async () => {
		const { n8n, editor } = stage;
		const redirectUri = `${n8n.baseUrl}/rest/oauth2-credential/callback`;
		jira.site.oauth.addClient({ ...APP, redirectUri });
		await way.open(stage, jira);
		await fillCredential(editor, { ...CLIENT, ...way.fields(jira.url, redirectUri) });

		const { consent, end } = await connectAccount(
			editor,
			connectButton(editor),
			'Deny',
			'Sync Bot',
		);

		expect(consent).toContain(CLIENT.clientId);
		expect(consent).toContain(way.scope);
		expect(end).toContain('User did not authorize the request');
		await connectButton(editor).waitFor();
		credentialId = await readSavedId(n8n.client, way.type);
		workflowId = await stage.createWorkflow({ ...way, id: credentialId });
		const early = await stage.seeFailure(workflowId);
		expect(early.status).toBe('error');
		expect(early.error).toContain('not connected to Jira yet');
		expect(early.error).toContain('connect the account');
	});

	step('is connected when the person allows, and finds the issue as that person', async () => {
		const { n8n, editor } = stage;
		await openStoredCredential(editor, n8n.baseUrl, credentialId);

		await connectAccount(editor, connectButton(editor), 'Allow', 'Sync Bot');
		await editor.byTestId('oauth-connect-success-banner').waitFor();
		await stage.picture(way.pictures.connected);

		expect(await stage.run(workflowId)).toEqual({ status: 'success', found: 1 });
		expect(jira.site.requests.at(-1)).toMatchObject({ user: 'sync', status: 200 });
		expect(tokensAsked(jira.site)).toBe(1);
	});

	step('renews the access twice, with the refresh token that came with the last one', async () => {
		for (const asked of [2, 3]) {
			jira.site.oauth.expireTokens();

			expect(await stage.run(workflowId)).toEqual({ status: 'success', found: 1 });
			expect(tokensAsked(jira.site)).toBe(asked);
		}
	});

	step('says in the panel to connect again after the access was revoked', async () => {
		jira.site.oauth.revoke();

		const { status, error } = await stage.seeFailure(workflowId);
		if (way.pictures.revoked !== undefined) await stage.picture(way.pictures.revoked);

		expect(status).toBe('error');
		expect(error).toContain('The access has ended and could not be renewed');
		expect(error).toContain('connect the account again');
	});

	step('is connected again, to another account, by the button that the panel names', async () => {
		const { n8n, editor } = stage;
		await openStoredCredential(editor, n8n.baseUrl, credentialId);

		await connectAccount(editor, switchButton(editor), 'Allow', 'Kim Lee');
		await editor.byTestId('oauth-connect-success-banner').waitFor();

		expect(await stage.run(workflowId)).toEqual({ status: 'success', found: 1 });
		expect(jira.site.requests.at(-1)).toMatchObject({ user: 'kim', status: 200 });
		expect(jira.site.unmodelled).toEqual([]);
	});
});
