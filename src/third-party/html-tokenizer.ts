/**
 * Tags, attributes and texts of any HTML, however broken, in linear time. The build folds the library into this module;
 * version 10 is the last that CommonJS can load.
 */
export { Tokenizer } from 'htmlparser2';
export type TokenizerCallbacks = import('htmlparser2').TokenizerCallbacks;
