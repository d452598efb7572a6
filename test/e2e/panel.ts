import type { Locator } from 'playwright-core';
import type { Editor } from '../support/n8n/browser';
import { waitFor } from '../support/n8n/wait';

/** What a node's panel shows. */
export interface SeenPanel {
	readonly title: string;
	/** Names of the parameters that are shown. */
	readonly parameters: readonly string[];
	/** Red marks, and texts that n8n writes where something is wrong. */
	readonly problems: readonly string[];
}

const COMPLAINTS = [
	'Unrecognized node',
	'Install this node',
	'Could not load',
	'Error fetching',
	"Couldn't load",
	'No credentials yet',
];

/** A list of entries is disabled until its entries are there. */
const LOADING =
	'.el-loading-mask:visible, [data-icon="spinner"]:visible, .el-select input:disabled:visible';

/** Reads the open panel once its parameters are drawn and nothing in it loads any more. */
export async function readPanel(editor: Editor): Promise<SeenPanel> {
	const panel = editor.byTestId('ndv');
	await editor.byTestId('tab-settings').waitFor();
	await waitFor('the panel to be loaded', async () =>
		(await panel.locator(LOADING).count()) === 0 ? true : undefined,
	);
	const shown = await panel.innerText();
	const issues = await panel.locator('[data-test-id="parameter-issues"]:visible').count();
	const red = await panel.locator('.has-issues:visible').count();
	return {
		title: await editor.byTestId('node-title-container').innerText(),
		parameters: await panel
			.locator('[data-test-id^="parameter-input-"]:visible')
			.evaluateAll((inputs) =>
				inputs.map((input) => input.getAttribute('data-test-id')?.slice(16) ?? ''),
			),
		problems: [
			...COMPLAINTS.filter((text) => shown.includes(text)),
			...Array.from({ length: Math.max(issues, red) }, () => 'a red mark'),
		],
	};
}

/** Adds a row to a list of rows, as `fieldMappings`. */
export async function addRow(editor: Editor, name: string): Promise<void> {
	const list = editor.byTestId(`fixed-collection-${name}`);
	await list.scrollIntoViewIfNeeded();
	await list.getByRole('button', { name: /^Add / }).last().click();
}

/** Opens the list of a resource locator, as `project`, and reads it. */
export async function readLocatorList(editor: Editor, name: string): Promise<readonly string[]> {
	const locator = editor.byTestId(`resource-locator-${name}`);
	const mode = locator.locator('[data-test-id="rlc-mode-selector"]');
	if ((await mode.locator('input').inputValue()) !== 'From list') {
		await mode.click();
		await editor.byTestId('mode-list').filter({ visible: true }).click();
	}
	await locator.locator('[data-test-id="rlc-input"]').click();
	const items = editor.byTestId('rlc-item').filter({ visible: true });
	await items.first().waitFor();
	return await trimmed(items);
}

/** Chooses from the open list of a resource locator. */
export async function chooseFromLocator(editor: Editor, text: string): Promise<void> {
	await editor.byTestId('rlc-item').filter({ visible: true, hasText: text }).first().click();
}

/** Opens a dropdown whose entries a node loads, and reads it once they are there; closes it again. */
export async function readOptions(editor: Editor, opener: Locator): Promise<readonly string[]> {
	const options = editor.page.locator('.el-select-dropdown__item:visible');
	await opener.scrollIntoViewIfNeeded();
	await waitFor('the entries of a dropdown', async () => {
		if ((await options.count()) > 0) return true;
		await opener.click();
		return await options
			.first()
			.waitFor({ timeout: 2_000 })
			.then(
				() => true,
				() => undefined,
			);
	});
	const names = await trimmed(options);
	await editor.page.keyboard.press('Escape');
	await options.first().waitFor({ state: 'hidden' });
	return names;
}

/** Opens the list of fields that a resource mapper can still take, reads it, and takes one. */
export async function addMappedField(editor: Editor, name: string): Promise<readonly string[]> {
	await editor.byTestId('add-fields-select').getByRole('button').click();
	const entries = editor.page.getByRole('menuitem');
	await entries.first().waitFor();
	const names = await trimmed(entries);
	await entries.filter({ hasText: name }).first().click();
	await editor.byTestId('resource-mapper-container').getByText(name).waitFor();
	return names;
}

async function trimmed(items: Locator): Promise<readonly string[]> {
	return (await items.allInnerTexts()).map((text) => text.trim());
}

/** Takes a field by its whole name into a resource mapper. */
export async function takeMappedField(editor: Editor, name: string, id: string): Promise<void> {
	await editor.byTestId('add-fields-select').getByRole('button').click();
	await editor.page.getByRole('menuitem', { name, exact: true }).first().click();
	await editor.byTestId(`parameter-input-${id}`).waitFor();
}

/** What is put into a field of a resource mapper, and in which kind of input. */
export interface MappedInput {
	readonly kind: 'text' | 'choice' | 'date';
	readonly value: string;
}

/** Fills a field of a resource mapper as a person does. */
export async function fillMappedField(
	editor: Editor,
	fieldId: string,
	{ kind, value }: MappedInput,
): Promise<void> {
	const input = editor.byTestId(`parameter-input-${fieldId}`).locator('input, textarea').first();
	await input.scrollIntoViewIfNeeded();
	if (kind === 'choice') {
		await input.click();
		const entry = editor.page.locator('.el-select-dropdown__item:visible');
		await entry.getByText(value, { exact: true }).first().click();
		return;
	}
	await input.fill(value);
	if (kind === 'date') await editor.page.keyboard.press('Enter');
	await input.blur();
}
