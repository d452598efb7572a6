import type { Step } from '../step';
import { createStep } from './1-create';
import { onceStep } from './2-once';
import { toSourceStep } from './3-to-source';
import { toJiraStep } from './4-to-jira';
import { quietStep } from './5-quiet';
import { conflictStep } from './6-conflict';
import { regressionStep } from './7-regression';
import { forgedStep } from './8-forged';
import { crashStep } from './9-crash';

/** The story, in order: each step goes on from where the one before it left both sides. */
export const STEPS: readonly Step[] = [
	createStep,
	onceStep,
	toSourceStep,
	toJiraStep,
	quietStep,
	conflictStep,
	regressionStep,
	forgedStep,
	crashStep,
];
