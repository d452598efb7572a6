import type { TwoWayWorld } from './world';

interface Attachment {
	readonly id: string;
	readonly filename: string;
	readonly content: string;
}

const attachments = (world: TwoWayWorld): readonly Attachment[] =>
	(world.issueOf('A-1').fields['attachment'] ?? []) as readonly Attachment[];

/** Name and content of each attachment, as Jira itself gives them. */
async function inJira(world: TwoWayWorld): Promise<readonly string[]> {
	const basic = Buffer.from('kim@example.com:cloud-token-kim').toString('base64');
	const login = world.deployment === 'cloud' ? `Basic ${basic}` : 'Bearer pat-kim';
	const found: string[] = [];
	for (const { filename, content } of attachments(world)) {
		const answer = await fetch(`${content}?redirect=false`, { headers: { authorization: login } });
		expect(answer.status).toBe(200);
		found.push(`${filename}: ${Buffer.from(await answer.arrayBuffer()).toString('latin1')}`);
	}
	return found;
}

const inRecord = (world: TwoWayWorld): readonly string[] =>
	world.records.files
		.of('A-1')
		.map(({ name, content }) => `${name}: ${Buffer.from(content).toString('latin1')}`);

/** Every byte there is, many times: what no text survives. */
const BYTES = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256));

/** Files added and deleted on both sides; those of Jira go through n8n's binary data. */
export function fileStories(theWorld: () => TwoWayWorld): void {
	it('a file of each side is on the other one too, byte for byte', async () => {
		const world = theWorld();
		expect(await inJira(world)).toEqual(['trace.txt: from the record']);

		const { key } = world.issueOf('A-1');
		await world.jira.asUser('kim').attach(key, 'core.dump', BYTES);
		await world.run('records');

		const both = ['trace.txt: from the record', `core.dump: ${BYTES.toString('latin1')}`];
		expect(inRecord(world)).toEqual(both);
		expect(await inJira(world)).toEqual(both);
	});

	it('what is deleted on one side is deleted on the other', async () => {
		const world = theWorld();
		const [theirs] = world.records.files.of('A-1');
		const dump = attachments(world).find(({ filename }) => filename === 'core.dump');
		world.records.files.remove('A-1', theirs?.id ?? '');
		await world.jira.asUser('kim').detach(dump?.id ?? '');

		await world.run('records');

		expect(await inJira(world)).toEqual([]);
		expect(inRecord(world)).toEqual([]);
	});
}
