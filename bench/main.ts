import { writeFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';
import { createJiraSite } from '../simulators/jira';
import { createEngine, type Engine } from '../test/support/n8n/headless';
import { compare, measure, type Comparison } from './measure';
import {
	BUILT_IN_CREATE,
	BUILT_IN_FIND,
	BUILT_IN_GET,
	OUR_RECONCILE,
	OUR_UPSERT,
	runBuiltIn,
	runOurs,
} from './nodes';
import { benchPure } from './pure';
import { benchText, textLines } from './text';

const RECORDS = 50;
const PAIRS = 300;

function records(count: number): readonly IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		id: `r${index}`,
		title: `Record ${index}`,
		url: `https://example.com/r${index}`,
		state: 'open',
		assignee: null,
	}));
}

/** New records, then the same ones again. */
async function benchCreate(engine: Engine): Promise<readonly Comparison[]> {
	const site = createJiraSite({ deployment: 'cloud' });
	const { url, close } = await site.listen(0);
	const items = records(RECORDS);
	const ours = async () => void (await runOurs(engine, url, 'jiraIssue', OUR_UPSERT, items));
	const create = async () => void (await runBuiltIn(engine, url, BUILT_IN_CREATE, items));
	const findAndCreate = async () => {
		await runBuiltIn(engine, url, BUILT_IN_FIND, items);
		await create();
	};
	try {
		const first = compare(
			`${RECORDS} new records, each looked for first`,
			await measure(site, ours),
			await measure(site, findAndCreate),
		);
		const again = compare(
			`the same ${RECORDS} records again (built-in: without a look, as its Create does)`,
			await measure(site, ours),
			await measure(site, create),
		);
		return [first, again];
	} finally {
		await close();
	}
}

/** Pairs in step: what a schedule costs when nothing changed. */
async function benchQuiet(engine: Engine): Promise<Comparison> {
	const site = createJiraSite({ deployment: 'cloud' });
	const { url, close } = await site.listen(0);
	const items = records(PAIRS);
	try {
		await runOurs(engine, url, 'jiraIssue', OUR_UPSERT, items);
		// The first reconcile notes what both sides hold; the second finds nothing to do.
		await runOurs(engine, url, 'jiraSync', OUR_RECONCILE, items);
		const keys = site.issues().map(({ key }) => ({ key }));
		return compare(
			`${PAIRS} pairs in step (built-in: reads each issue, compares nothing)`,
			await measure(
				site,
				async () => void (await runOurs(engine, url, 'jiraSync', OUR_RECONCILE, items)),
			),
			await measure(site, async () => void (await runBuiltIn(engine, url, BUILT_IN_GET, keys))),
		);
	} finally {
		await close();
	}
}

function print(comparison: Comparison): void {
	const { name, ours, builtIn, requestRatio, timeRatio } = comparison;
	const cost = (label: string, { reads, writes, issues, milliseconds }: Comparison['ours']) =>
		console.log(
			`  ${label}: ${reads} reads, ${writes} writes, ${issues} issues made, ${milliseconds} ms`,
		);
	console.log(`\n${name}`);
	cost('ours    ', ours);
	cost('built-in', builtIn);
	console.log(`  the built-in node takes ${requestRatio} × the requests, ${timeRatio} × the time`);
}

async function main(): Promise<void> {
	const at = process.argv.indexOf('--json');
	const file = at < 0 ? undefined : process.argv[at + 1];
	const engine = await createEngine();
	try {
		const comparisons = [...(await benchCreate(engine)), await benchQuiet(engine)];
		const pure = benchPure();
		const text = benchText();
		comparisons.forEach(print);
		console.log();
		for (const [name, figure] of Object.entries(pure)) console.log(`${name}: ${figure}`);
		console.log();
		for (const line of textLines(text)) console.log(line);
		if (file !== undefined)
			writeFileSync(file, `${JSON.stringify({ comparisons, pure, text }, null, '\t')}\n`);
	} finally {
		engine.close();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
