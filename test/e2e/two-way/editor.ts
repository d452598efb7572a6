import type { Editor } from '../../support/n8n/browser';
import { waitFor } from '../../support/n8n/wait';
import { camera } from '../camera';
import { cutNotes, overlaps, readCanvas } from '../canvas';
import type { TwoWayWorld } from './world';

/** A machine of a CI may be slow. */
const PATIENCE_IN_PAGE = { timeout: 120_000 };

const GREEN = ['Every 15 Minutes', 'Read Records', 'To Records', 'Reconcile', 'By Kind'];

/** The workflows as a person sees them. */
export function canvasStories(theWorld: () => TwoWayWorld, theEditor: () => Editor): void {
	it.each(['records', 'jiraChange', 'issues', 'releases'] as const)(
		'the workflow "%s" is readable and without red marks on the canvas',
		async (name) => {
			const editor = theEditor();
			await editor.openWorkflow(theWorld().workflows[name]);
			const seen = await readCanvas(editor);

			expect(seen.filter(({ hasIssues, icon }) => hasIssues || icon === 'missing')).toEqual([]);
			expect(await overlaps(editor)).toEqual([]);
			expect(await cutNotes(editor)).toEqual([]);
		},
	);
}

/** The workflow that a person runs by hand. */
export function runStories(theWorld: () => TwoWayWorld, theEditor: () => Editor): void {
	it('a run by hand shows on To Source what each item is', async () => {
		const world = theWorld();
		const editor = theEditor();
		const shots = camera(editor);
		await shots.watched('run two-way', async () => {
			await changeInJira(world);
			await editor.openWorkflow(world.workflows.records);
			await readCanvas(editor);
			await editor.byTestId('execute-workflow-button').click();
			await untilGreen(editor, [...GREEN, 'Update Record', 'Write Comment', 'Add File']);
			await untilGreen(editor, ['Confirm Delivery']);
			await shots.picture('run-two-way');
			await editor.openNode('Reconcile');
			const output = editor.byTestId('output-panel');
			await output.getByText('To Source').first().click(PATIENCE_IN_PAGE);
			await output.locator('[data-test-id="radio-button-json"]').click();
			await output.getByText('attachment').first().waitFor(PATIENCE_IN_PAGE);
			await shots.picture('run-two-way-to-source');
			const text = await output.innerText();
			await editor.closeNode();

			for (const kind of ['patch', 'comment', 'attachment']) expect(text).toContain(kind);
			const record = world.records.record('Z-1');
			expect(record?.values['title']).toBe('Seen in the editor');
			expect(record?.comments).toHaveLength(1);
			expect(world.records.files.of('Z-1').map(({ name }) => name)).toEqual(['seen.txt']);
		})();
	});
}

async function changeInJira(world: TwoWayWorld): Promise<void> {
	const { key } = world.issueOf('Z-1');
	const kim = world.jira.asUser('kim');
	await kim.edit(key, { summary: 'Seen in the editor' });
	await kim.comment(key, 'Seen too');
	await kim.attach(key, 'seen.txt', 'seen');
}

async function untilGreen(editor: Editor, names: readonly string[]): Promise<void> {
	for (const name of names) {
		const mark = editor.node(name).locator('[data-test-id="canvas-node-status-success"]');
		await waitFor(
			`"${name}" to be green`,
			async () => ((await mark.count()) > 0 ? true : undefined),
			{ timeoutMs: PATIENCE_IN_PAGE.timeout },
		);
	}
}
