import type { Locator } from 'playwright-core';
import type { Editor } from '../support/n8n/browser';
import { waitFor } from '../support/n8n/wait';

/** A node as a person sees it on the canvas. */
export interface SeenNode {
	readonly name: string;
	readonly type: string;
	/** `picture` is an image file that was loaded, `drawing` one of n8n's own. */
	readonly icon: 'picture' | 'drawing' | 'missing';
	/** n8n's red mark: a parameter or a credential is missing or wrong. */
	readonly hasIssues: boolean;
	readonly text: string;
}

/** Waits until the canvas has stopped moving and its pictures are there, and reads its nodes. */
export async function readCanvas(editor: Editor): Promise<readonly SeenNode[]> {
	await untilStill(editor);
	return await editor
		.byTestId('canvas-node')
		.filter({ hasNot: editor.byTestId('sticky') })
		.evaluateAll((elements) =>
			elements.map((element) => {
				const image = element.querySelector('img');
				const drawn = element.querySelector('.n8n-node-icon svg, [class*="icon"] svg') !== null;
				const loaded = image !== null && image.naturalWidth > 0;
				return {
					name: element.getAttribute('data-node-name') ?? '',
					type: element.getAttribute('data-node-type') ?? '',
					icon: loaded ? 'picture' : image === null && drawn ? 'drawing' : 'missing',
					hasIssues: element.querySelector('[data-test-id="node-issues"]') !== null,
					text: element.textContent,
				} as const;
			}),
		);
}

/** Pairs of boxes on the canvas that lie on each other: nodes and notes. */
export async function overlaps(editor: Editor): Promise<readonly string[]> {
	const boxes = await Promise.all(
		(await editor.page.locator('.vue-flow__node').all()).map(async (box) => ({
			name: (await box.innerText()).split('\n')[0] ?? '',
			rectangle: await rectangle(box),
		})),
	);
	return boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter((other) => meet(one.rectangle, other.rectangle))
			.map((other) => `${one.name} / ${other.name}`),
	);
}

/** Notes whose text is longer than their box. */
export async function cutNotes(editor: Editor): Promise<readonly string[]> {
	return await editor
		.byTestId('sticky')
		.evaluateAll((notes) =>
			notes
				.filter((note) =>
					[note, ...note.querySelectorAll('*')].some(
						(part) => part.scrollHeight > part.clientHeight + 2 && part.clientHeight > 40,
					),
				)
				.map((note) => note.textContent),
		);
}

interface Rectangle {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

async function rectangle(box: Locator): Promise<Rectangle> {
	return (await box.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
}

function meet(one: Rectangle, other: Rectangle): boolean {
	return (
		one.x < other.x + other.width &&
		other.x < one.x + one.width &&
		one.y < other.y + other.height &&
		other.y < one.y + one.height
	);
}

/** n8n fits the workflow into the window after it has drawn it. */
async function untilStill(editor: Editor): Promise<void> {
	let before = '';
	await waitFor('the canvas to be still', async () => {
		const pane = editor.page.locator('.vue-flow__transformationpane');
		const now = String(await pane.getAttribute('style'));
		const loaded = await pane
			.locator('img')
			.evaluateAll((images) => images.every((image) => Reflect.get(image, 'complete') === true));
		const still = loaded && now === before;
		before = now;
		return still ? true : undefined;
	});
}
