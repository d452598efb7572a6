import { encoded, type FieldCodec } from './codec';
import { parseIfJson } from './input';

/** Fields that belong to apps: what is given is sent as it is; a text that is a JSON object or list is read as such. */
export const rawCodec: FieldCodec = {
	encode: (_meta, input) => encoded(parseIfJson(input)),
	decode: (raw) => raw,
};
