import type { Locator, Page } from 'playwright-core';
import type { Editor } from '../support/n8n/browser';

/** A button of Jira's consent page. */
export type Decision = 'Allow' | 'Deny';

/** What the window said that n8n opened for the consent. */
export interface ConsentOutcome {
	/** Jira's page on which the person decided. */
	readonly consent: string;
	/** n8n's page that the window stopped at; empty when n8n closed the window, as it does when all went well. */
	readonly end: string;
}

/** The dialog's button of an account that is not connected yet. */
export function connectButton(editor: Editor): Locator {
	return editor.byTestId('oauth-not-connected-banner').getByRole('button');
}

/** The dialog's button of an account that is connected, or was. */
export function switchButton(editor: Editor): Locator {
	return editor.byTestId('oauth-switch-account-button');
}

/** Presses a button that connects the account, and decides in the window that opens, logged in as a person. */
export async function connectAccount(
	editor: Editor,
	button: Locator,
	decision: Decision,
	person: string,
): Promise<ConsentOutcome> {
	const opened = editor.page.waitForEvent('popup');
	await button.click();
	const popup = await opened;
	const closed = popup.waitForEvent('close');
	const consent = await decideOnPage(popup, decision, person);
	if (decision === 'Allow') {
		await closed;
		return { consent, end: '' };
	}
	await popup.getByText('More details').click();
	const end = await popup.locator('body').innerText();
	await popup.close();
	return { consent, end };
}

/** Presses a button of Jira's consent page, logged in as a person; answers with what the page said. */
export async function decideOnPage(
	page: Page,
	decision: Decision,
	person: string,
): Promise<string> {
	await page.getByRole('heading', { name: 'Allow access' }).waitFor();
	const said = await page.locator('body').innerText();
	await page.getByLabel('You are').selectOption({ label: person });
	await page.getByRole('button', { name: decision }).click();
	return said;
}
