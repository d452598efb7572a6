/**
 * Regular expressions in linear time: a pure JavaScript port of Google's RE2. Patterns come from users and the
 * texts from foreign systems, so backtracking could stop a worker. The build folds the library into this module.
 *
 * Syntax: https://github.com/google/re2/wiki/Syntax (no look-around, no back references).
 */
export { RE2JS } from 're2js';
