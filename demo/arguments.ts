/** What the demo was asked to do. */
export interface DemoArguments {
	/** Stop after the story instead of leaving the editor open. */
	readonly once: boolean;
	/** File that takes the steps as JSON. */
	readonly jsonFile?: string;
}

const USAGE = 'Usage: npm run demo -- [--once] [--json FILE]';

/** Reads the command line; anything unknown is refused with the usage. */
export function parseArguments(words: readonly string[]): DemoArguments {
	let once = false;
	let jsonFile: string | undefined;
	for (let index = 0; index < words.length; index += 1) {
		const word = words[index];
		if (word === '--once') once = true;
		else if (word === '--json' && words[index + 1] !== undefined) jsonFile = words[(index += 1)];
		else throw new Error(`${String(word)} is not understood. ${USAGE}`);
	}
	return { once, ...(jsonFile !== undefined && { jsonFile }) };
}
