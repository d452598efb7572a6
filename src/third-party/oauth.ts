/**
 * OAuth 1.0a: base strings, parameter order and header. It signs nothing by itself: the signature is a function given
 * to it. The build folds the library into this module.
 */
export { default as OAuth } from 'oauth-1.0a';
