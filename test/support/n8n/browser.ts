import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/lib/chromium-location.cjs';
import { owner } from './n8n-client';

const flags = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** A browser at n8n's editor, signed in as the owner. */
export interface Editor {
	readonly page: Page;
	/** Opens a workflow and waits until its nodes are on the canvas. */
	openWorkflow(workflowId: string): Promise<void>;
	/** Opens the panel of a node on the canvas by its name. */
	openNode(nodeName: string): Promise<void>;
	/** Closes that panel. */
	closeNode(): Promise<void>;
	/** Saves a PNG of the page, making its folder. */
	screenshot(file: string): Promise<void>;
	close(): Promise<void>;
}

/** How the editor is opened. */
export interface EditorOptions {
	readonly width?: number;
	readonly height?: number;
}

/** Starts Chromium (`CHROMIUM_PATH`, else the one in `PATH`) and signs in through the form, as a person would. */
export async function openEditor(baseUrl: string, options: EditorOptions = {}): Promise<Editor> {
	const executablePath = findChromium();
	if (executablePath === undefined) {
		throw new Error('Chromium not found: install it or set CHROMIUM_PATH');
	}
	const browser = await chromium.launch({ executablePath, args: flags });
	try {
		const { width = 1600, height = 1000 } = options;
		const page = await browser.newPage({ viewport: { width, height } });
		await signIn(page, baseUrl);
		return editorOf(browser, page, baseUrl);
	} catch (error) {
		await browser.close();
		throw error;
	}
}

async function signIn(page: Page, baseUrl: string): Promise<void> {
	await page.goto(`${baseUrl}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[name="password"]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
}

function editorOf(browser: Browser, page: Page, baseUrl: string): Editor {
	const byTestId = (id: string) => page.locator(`[data-test-id="${id}"]`);
	const closeButton = byTestId('ndv-close-button');
	return {
		page,
		openWorkflow: async (workflowId) => {
			await page.goto(`${baseUrl}/workflow/${workflowId}`);
			await byTestId('canvas-node').first().waitFor();
		},
		openNode: async (nodeName) => {
			const byName = `[data-node-name=${JSON.stringify(nodeName)}]`;
			await byTestId('canvas-node').and(page.locator(byName)).dblclick();
			await closeButton.waitFor();
		},
		closeNode: async () => {
			await closeButton.click();
			await closeButton.waitFor({ state: 'hidden' });
		},
		screenshot: async (file) => {
			mkdirSync(path.dirname(file), { recursive: true });
			await page.screenshot({ path: file, animations: 'disabled' });
		},
		close: () => browser.close(),
	};
}
