import { WRITTEN_FORMATS, type WrittenFormat } from '../model/text-format';
import type { Parameters } from './parameters';

/** What the texts of an operation are written in, or given out in: plain text unless the option says otherwise. */
export function readTextFormat(parameters: Parameters): WrittenFormat {
	return parameters.choice('options.textFormat', WRITTEN_FORMATS);
}
