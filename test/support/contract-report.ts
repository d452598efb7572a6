import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Figures of one test file about the simulated Jira; `npm run contract` adds those of all files. */
export interface ContractPart {
	readonly routes?: number;
	readonly exchanges?: number;
	readonly violations?: number;
	readonly clientCalls?: number;
	readonly clientFailures?: number;
	/** Checks that could not be made, and why. */
	readonly skipped?: readonly string[];
}

/** Leaves figures where `npm run contract` looks for them (`CONTRACT_PARTS`); does nothing elsewhere. */
export function writeContractPart(deployment: 'cloud' | 'datacenter', part: ContractPart): void {
	const folder = process.env['CONTRACT_PARTS'];
	if (folder === undefined || folder === '') return;
	mkdirSync(folder, { recursive: true });
	const file = path.join(folder, `${deployment}-${randomUUID()}.json`);
	writeFileSync(file, JSON.stringify({ deployment, ...part }));
}
