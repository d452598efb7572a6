import type { Editor } from '../support/n8n/browser';
import type { N8nClient } from '../support/n8n/n8n-client';

/** Opens the dialog of a new credential of a type, by the name that people search for. */
export async function openCredentialDialog(
	editor: Editor,
	baseUrl: string,
	displayName: string,
): Promise<void> {
	await editor.page.goto(`${baseUrl}/home/credentials`);
	await editor.byTestId('add-resource-credential').click();
	const search = editor.byTestId('new-credential-type-select').locator('input');
	await search.fill(displayName);
	await editor.page
		.locator('[data-test-id="new-credential-type-select-option"]:visible')
		.filter({ hasText: displayName })
		.first()
		.click();
	await editor.byTestId('new-credential-type-button').click();
	await editor.byTestId('credential-save-button').waitFor();
}

/** Types values into the dialog, by the names of the fields. */
export async function fillCredential(
	editor: Editor,
	values: Readonly<Record<string, string>>,
): Promise<void> {
	for (const [name, value] of Object.entries(values))
		await editor.byTestId(`parameter-input-${name}`).locator('input, textarea').fill(value);
}

/** Saves, which tests the credential, and answers with what the dialog then says. */
export async function saveCredential(editor: Editor): Promise<string> {
	const tested = editor.page.waitForResponse((response) =>
		response.url().endsWith('/credentials/test'),
	);
	await editor.byTestId('credential-save-button').click();
	await tested;
	return await readVerdict(editor);
}

/** What the dialog says, with its details, once the credential was tested. */
export async function readVerdict(editor: Editor): Promise<string> {
	const dialog = editor.byTestId('editCredential-modal');
	const verdict = dialog.getByText(/Connection tested successfully|Couldn.t connect/);
	await verdict.filter({ visible: true }).first().waitFor();
	const more = dialog.getByText('More details').filter({ visible: true });
	if ((await more.count()) > 0) await more.click();
	return await editor.byTestId('node-credentials-config-container').innerText();
}

/** Closes the dialog. */
export async function closeCredentialDialog(editor: Editor): Promise<void> {
	await editor.page.keyboard.press('Escape');
	await editor.byTestId('editCredential-modal').waitFor({ state: 'hidden' });
}

/** Opens the dialog of a credential that is stored already. */
export async function openStoredCredential(
	editor: Editor,
	baseUrl: string,
	id: string,
): Promise<void> {
	await editor.page.goto(`${baseUrl}/home/credentials/${id}`);
	await editor.byTestId('editCredential-modal').waitFor();
	await editor.byTestId('credential-save-button').waitFor();
}

/** Id of the credential of a type that the dialog has saved; n8n saves it before it opens Jira's page. */
export async function readSavedId(client: N8nClient, type: string): Promise<string> {
	const list = await client.rest<readonly { id: string; type: string }[]>('GET', '/credentials');
	const saved = list.find((credential) => credential.type === type);
	if (saved === undefined) throw new Error(`n8n has no credential of the type ${type}`);
	return saved.id;
}
