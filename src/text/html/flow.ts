import type { Block, Mark } from '../tree';
import type { HtmlNode } from './element';

/** What the elements around a node say about it. */
export interface Surroundings {
	readonly marks: readonly Mark[];
	readonly isPreformatted: boolean;
}

/** Reads nodes as blocks; handed to the readers of lists, tables and other blocks, which hold nodes again. */
export type FlowReader = (nodes: readonly HtmlNode[], around: Surroundings) => readonly Block[];
