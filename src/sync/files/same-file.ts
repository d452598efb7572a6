/** What tells files apart without reading them. */
export interface FileLooks {
	readonly name: string;
	/** In bytes; absent when it is not known, and then the name decides. */
	readonly size?: number | undefined;
}

/** Whether two files look like one: the same name, as far as systems keep names, and the same size. */
export function isSameFile(left: FileLooks, right: FileLooks): boolean {
	const isSameSize =
		left.size === undefined || right.size === undefined || left.size === right.size;
	return isSameSize && plainName(left.name) === plainName(right.name);
}

/** Systems replace what is no good in the name of a file, and some mind neither case nor accents' spelling. */
function plainName(name: string): string {
	return name
		.normalize('NFC')
		.replace(/[\p{Cc}\s\\/:*?"<>|_]+/gu, '_')
		.toLowerCase();
}
