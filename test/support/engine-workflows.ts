import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';

/** The part of an exported workflow that tests look at. */
export interface WorkflowFile {
	readonly name: string;
	readonly nodes: readonly INode[];
	readonly connections: IConnections;
}

/** What the types of this package's nodes begin with. */
export const OUR_NODES = 'n8n-nodes-jira-sync.';

const folder = path.resolve(__dirname, '../../workflows');

/** Names of the ready-made workflows. */
export const WORKFLOW_FILES = readdirSync(folder).filter((file) => file.endsWith('.json'));

/** Reads a ready-made workflow as a person would import it. */
export function readWorkflow(file: string): WorkflowFile {
	return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as WorkflowFile;
}
