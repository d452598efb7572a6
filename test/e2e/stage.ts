import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { andRuns, checkAccepted } from '../../demo/act';
import { crash, fingerprint, MAIN_ERROR } from '../../demo/groups';
import { createSetting, type Setting } from '../../demo/world';
import { createJiraSite } from '../../simulators/jira';
import { type Editor, openEditor } from '../support/n8n/browser';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';

const projectRoot = path.resolve(__dirname, '../..');

/** Pictures of the documentation are rewritten on demand only: they are never equal to the last byte. */
const pictures =
	process.env.UPDATE_SCREENSHOTS === '1'
		? path.join(projectRoot, 'docs/images')
		: path.join(projectRoot, '.build/e2e');

/** A real n8n with the ready-made workflows for a Jira Cloud, a Jira Data Center beside it, and a browser. */
export interface Stage {
	readonly n8n: N8nInstance;
	readonly setting: Setting;
	readonly dataCenterUrl: string;
	readonly editor: Editor;
	/** Keeps what the browser shows, as `<name>.png`. */
	picture(name: string): Promise<void>;
	/** As a test of Jest; when it fails, what the browser showed is kept in `.build/e2e`. */
	watched(name: string, play: () => Promise<void>): () => Promise<void>;
	close(): Promise<void>;
}

/** Sets the stage, with two error groups that Backtrace has reported: each has its issue. */
export async function createStage(): Promise<Stage> {
	const closing: (() => Promise<void>)[] = [];
	const close = async () => {
		for (const end of closing.splice(0).reverse()) await end();
	};
	try {
		const n8n = await startN8n();
		closing.push(async () => await n8n.stop());
		const setting = await createSetting(n8n, 'cloud');
		closing.push(async () => await setting.close());
		await reportErrors(setting);
		const dataCenter = await createJiraSite({ deployment: 'dataCenter' }).listen(0);
		closing.push(async () => await dataCenter.close());
		const editor = await openEditor(n8n.baseUrl, { width: 1400, height: 960 });
		closing.push(async () => await editor.close());
		return { n8n, setting, dataCenterUrl: dataCenter.url, editor, ...camera(editor), close };
	} catch (error) {
		await close();
		throw error;
	}
}

async function reportErrors(setting: Setting): Promise<void> {
	for (const group of [MAIN_ERROR, fingerprint('another error')]) {
		await andRuns(setting, 'alert', 1, async () => {
			await checkAccepted(Promise.all([setting.backtrace.report(crash(group))]));
		});
	}
}

function camera(editor: Editor): Pick<Stage, 'picture' | 'watched'> {
	const failures = path.join(projectRoot, '.build/e2e/failed');
	return {
		picture: async (name) => {
			// Away from what would show that it is pointed at.
			await editor.page.mouse.move(700, 1);
			await editor.screenshot(path.join(pictures, `${name}.png`));
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
