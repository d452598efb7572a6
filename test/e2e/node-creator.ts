import type { Editor } from '../support/n8n/browser';
import { waitFor } from '../support/n8n/wait';

/** An entry of the list of nodes. */
export interface FoundNode {
	readonly name: string;
	/** Address of its picture; empty for n8n's own drawings. */
	readonly icon: string;
	readonly loaded: boolean;
}

/** Opens the list of nodes of an empty workflow. */
export async function openNodeCreator(editor: Editor): Promise<void> {
	await editor.byTestId('canvas-plus-button').click();
	await editor.byTestId('node-creator-search-bar').waitFor();
}

/** Searches the list of nodes, waits for the pictures, and reads the entries. */
export async function findInNodeCreator(
	editor: Editor,
	text: string,
): Promise<readonly FoundNode[]> {
	await editor.byTestId('node-creator-search-bar').fill(text);
	const entries = editor.byTestId('item-iterator-item');
	await entries.filter({ hasText: 'Jira Resolved Until' }).waitFor();
	await waitFor('the pictures of the list of nodes', async () =>
		(await entries
			.locator('img')
			.evaluateAll((images) => images.every((image) => Reflect.get(image, 'complete') === true)))
			? true
			: undefined,
	);
	return await entries.evaluateAll((items) =>
		items.map((item) => {
			const image = item.querySelector('img');
			return {
				name:
					item.querySelector('[data-test-id="node-creator-item-name"]')?.textContent.trim() ?? '',
				icon: image?.src ?? '',
				loaded: (image?.naturalWidth ?? 0) > 0,
			};
		}),
	);
}

/** Clicks an entry by its exact name. */
export async function pickFromNodeCreator(editor: Editor, name: string): Promise<void> {
	const entries = editor.byTestId('node-creator-item-name');
	await entries
		.filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) })
		.first()
		.click();
}
