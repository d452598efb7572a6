import { andRuns, checkAccepted } from '../../demo/act';
import { crash, fingerprint, MAIN_ERROR } from '../../demo/groups';
import { createSetting, type Setting } from '../../demo/world';
import { createJiraSite } from '../../simulators/jira';
import { type Editor, openEditor } from '../support/n8n/browser';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import { type Camera, camera } from './camera';

/** A real n8n with the ready-made workflows for a Jira Cloud, a Jira Data Center beside it, and a browser. */
export interface Stage extends Camera {
	readonly n8n: N8nInstance;
	readonly setting: Setting;
	readonly dataCenterUrl: string;
	readonly editor: Editor;
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
