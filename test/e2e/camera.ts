import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type Editor, screenshotOf } from '../support/n8n/browser';

const projectRoot = path.resolve(__dirname, '../..');

/** Pictures of the documentation are rewritten on demand only: they are never equal to the last byte. */
const pictures =
	process.env.UPDATE_SCREENSHOTS === '1'
		? path.join(projectRoot, 'docs/images')
		: path.join(projectRoot, '.build/e2e');
const failures = path.join(projectRoot, '.build/e2e/failed');

/** Keeps what a browser shows. */
export interface Camera {
	/** Keeps what the editor, or another page, shows, as `<name>.png`. */
	picture(name: string, page?: Page): Promise<void>;
	/** As a test of Jest; when it fails, what the editor showed is kept in `.build/e2e`. */
	watched(name: string, play: () => Promise<void>): () => Promise<void>;
}

/** A camera at an editor. */
export function camera(editor: Editor): Camera {
	return {
		picture: async (name, page = editor.page) => {
			// Away from what would show that it is pointed at.
			await page.mouse.move(700, 1);
			await screenshotOf(page, path.join(pictures, `${name}.png`));
		},
		watched: (name, play) => async () => {
			try {
				await play();
			} catch (error) {
				mkdirSync(failures, { recursive: true });
				await editor.screenshot(path.join(failures, `${name.replace(/\W+/g, '-')}.png`));
				throw error;
			}
		},
	};
}
