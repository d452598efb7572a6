import type { Setting } from './world';

/** What a step may measure. */
export interface StepNotes {
	say(text: string): void;
	figure(name: string, value: number): void;
}

/** One step of the story: plays it and checks it, and throws with words when it does not hold. */
export interface Step {
	readonly id: number;
	/** What is true after it, in words that a newcomer understands. */
	readonly name: string;
	play(setting: Setting, notes: StepNotes): Promise<void>;
}
