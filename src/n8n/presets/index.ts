import type { Parameters } from '../parameters';
import { AHA_PRESET } from './aha';
import { BACKTRACE_PRESET } from './backtrace';
import { CUSTOM_PRESET } from './custom';
import type { Preset, PresetName } from './preset';
import { RECORDS_PRESET } from './records';

export type { Preset, PresetMapping, PresetName } from './preset';

/** In the order of the form. */
export const PRESETS: readonly Preset[] = [
	AHA_PRESET,
	BACKTRACE_PRESET,
	CUSTOM_PRESET,
	RECORDS_PRESET,
];

/** A workflow from before there was a choice has none: its records are Backtrace's. */
export const DEFAULT_PRESET = BACKTRACE_PRESET;

/** Presets whose records are named by expressions of the form. */
export const NAMED_BY_FORM: readonly PresetName[] = [CUSTOM_PRESET.name, RECORDS_PRESET.name];

/**
 * Name of a preset's table in the form. n8n keeps the rows of a table when another preset is chosen, so a preset that begins with
 * rows of its own has a table of its own; the two that were there first share theirs.
 */
export function tableName(table: 'statusMapping' | 'fieldMappings', { name }: Preset): string {
	const shares = name === BACKTRACE_PRESET.name || name === CUSTOM_PRESET.name;
	return shares ? table : `${table}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The preset that is chosen. */
export function readPreset(parameters: Parameters): Preset {
	const name = parameters.text('preset');
	return PRESETS.find((preset) => preset.name === name) ?? DEFAULT_PRESET;
}
