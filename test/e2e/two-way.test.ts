import { DEPLOYMENTS } from '../support/engine-jira';
import { type Editor, openEditor } from '../support/n8n/browser';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import { atOnceStories } from './two-way/at-once';
import { commentStories } from './two-way/comments';
import { conflictStories } from './two-way/conflict';
import { canvasStories, runStories } from './two-way/editor';
import { familyStories } from './two-way/family';
import { fileStories } from './two-way/files';
import { importStories } from './two-way/new-issues';
import { fillRecords } from './two-way/records';
import { valueStories } from './two-way/values';
import { createTwoWayWorld, type TwoWayWorld } from './two-way/world';

let n8n: N8nInstance;
let editor: Editor;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
	n8n = await startN8n();
	closing.push(async () => await n8n.stop());
	editor = await openEditor(n8n.baseUrl, { width: 1700, height: 1000 });
	closing.push(async () => await editor.close());
});

afterAll(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

describe.each(DEPLOYMENTS)('the ready-made workflows between any system and Jira %s', (name) => {
	let world: TwoWayWorld;
	const theWorld = (): TwoWayWorld => world;

	beforeAll(async () => {
		world = await createTwoWayWorld(n8n, name);
		closing.push(async () => await world.close());
		fillRecords(world.records);
		await world.run('releases');
		await world.run('records');
	});

	describe('values', () => valueStories(theWorld));
	describe('comments', () => commentStories(theWorld));
	describe('files', () => fileStories(theWorld));
	describe('parents, releases, order', () => familyStories(theWorld));
	describe('issues made in Jira', () => importStories(theWorld));
	describe('conflicts', () => conflictStories(theWorld));
	describe('the trigger', () => atOnceStories(theWorld));

	it('L5: when nothing has changed, nothing is written, on neither side', async () => {
		await world.run('records');
		world.clearRequests();

		await world.run('releases');
		await world.run('issues');
		await world.run('records');

		expect(world.writes()).toEqual([]);
		expect(world.jira.requests.length).toBeGreaterThan(0);
		expect(world.jira.unmodelled).toEqual([]);
	});

	// The other deployment has the same workflows.
	if (name !== 'cloud') return;
	describe('the editor', () => runStories(theWorld, () => editor));
	describe('the canvas', () => canvasStories(theWorld, () => editor));
});
