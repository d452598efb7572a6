import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
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

/** n8n opens a checklist over the canvas of an active workflow, at a moment of its own choice. */
const NO_CHECKLIST =
	'[data-reka-popper-content-wrapper]:has([data-test-id="suggested-actions-close"]) { display: none !important; }';

/** Buttons that still show their work are blank in a picture. */
const NOTHING_MOVES =
	'!document.querySelector(\'button[aria-busy="true"], button[class*="loading"]\') && document.getAnimations().every(({ playState, effect }) => playState !== "running" || effect?.getComputedTiming().iterations === Infinity)';

/** Nothing on the page takes this long but on a machine that is busy with something else. */
const PATIENCE_MS = 90_000;

/** A browser at n8n's editor, signed in as the owner. */
export interface Editor {
	readonly page: Page;
	/** Elements by the id that n8n gives them for tests. */
	byTestId(id: string): Locator;
	/** A node on the canvas by its name. */
	node(name: string): Locator;
	/** Opens a workflow and waits until its nodes are on the canvas. */
	openWorkflow(workflowId: string): Promise<void>;
	/** Opens a new, empty workflow. */
	openNewWorkflow(): Promise<void>;
	/** Opens the panel of a node on the canvas by its name. */
	openNode(nodeName: string): Promise<void>;
	/** Closes that panel. */
	closeNode(): Promise<void>;
	/** Saves a PNG of the page, making its folder. Notifications are left out. */
	screenshot(file: string): Promise<void>;
	/** What went wrong in the page since the last call: script errors, console errors, requests that n8n refused. */
	takeTroubles(): readonly string[];
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
		page.setDefaultTimeout(PATIENCE_MS);
		await page.addInitScript({ content: addStyle(NO_CHECKLIST) });
		const takeTroubles = watch(page, baseUrl);
		await signIn(page, baseUrl);
		return editorOf(browser, page, baseUrl, takeTroubles);
	} catch (error) {
		await browser.close();
		throw error;
	}
}

/** A script for the page that adds a style sheet to every document. */
function addStyle(css: string): string {
	const style = "Object.assign(document.createElement('style'), { textContent: css })";
	return `{ const css = ${JSON.stringify(css)}; document.addEventListener('DOMContentLoaded', () => document.head.append(${style})); }`;
}

/**
 * Requests to other hosts (n8n's own news and telemetry) are no business of ours, reachable or not, nor is that most
 * built-in nodes have no schema of their output.
 */
function watch(page: Page, baseUrl: string): () => readonly string[] {
	const troubles: string[] = [];
	page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
	page.on('console', (message) => {
		const failedRequest = message.text().startsWith('Failed to load resource');
		if (message.type() === 'error' && !failedRequest) troubles.push(`console: ${message.text()}`);
	});
	page.on('response', (response) => {
		if (response.status() < 400 || !response.url().startsWith(baseUrl)) return;
		if (response.url().includes('/schemas/n8n-nodes-base.')) return;
		troubles.push(`${response.status()} ${response.url()}`);
	});
	return () => troubles.splice(0);
}

async function signIn(page: Page, baseUrl: string): Promise<void> {
	await page.goto(`${baseUrl}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[name="password"]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
}

function editorOf(
	browser: Browser,
	page: Page,
	baseUrl: string,
	takeTroubles: () => readonly string[],
): Editor {
	const byTestId = (id: string) => page.locator(`[data-test-id="${id}"]`);
	const closeButton = byTestId('ndv-close-button');
	const node = (name: string) =>
		byTestId('canvas-node').and(page.locator(`[data-node-name=${JSON.stringify(name)}]`));
	return {
		page,
		byTestId,
		node,
		openWorkflow: async (workflowId) => {
			await page.goto(`${baseUrl}/workflow/${workflowId}`);
			await byTestId('canvas-node').first().waitFor();
		},
		openNewWorkflow: async () => {
			await page.goto(`${baseUrl}/workflow/new`);
			await byTestId('canvas-plus-button').waitFor();
		},
		openNode: async (nodeName) => {
			await node(nodeName).dblclick();
			await closeButton.waitFor();
		},
		closeNode: async () => {
			await closeButton.click();
			await closeButton.waitFor({ state: 'hidden' });
		},
		screenshot: (file) => screenshotOf(page, file),
		takeTroubles,
		close: () => browser.close(),
	};
}

/** Saves a PNG of a page, making its folder, once nothing in it moves. n8n's notifications are left out. */
export async function screenshotOf(page: Page, file: string): Promise<void> {
	mkdirSync(path.dirname(file), { recursive: true });
	await page.waitForFunction(NOTHING_MOVES);
	const style = '.el-notification { display: none !important; }';
	await page.screenshot({ path: file, animations: 'disabled', caret: 'hide', style });
}
