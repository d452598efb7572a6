/**
 * Markdown (CommonMark with GitHub's tables and strikethrough) in linear time: texts come from foreign systems. The build folds
 * the library into this module.
 */
export { default as createMarkdownParser } from 'markdown-it';
export type MarkdownParser = import('markdown-it').MarkdownIt;
export type MarkdownState = import('markdown-it').StateCore;
export type MarkdownToken = import('markdown-it').Token;
