/** Folder with the package.json and lock file of the judges. */
export const judgesManifest: string;
/**
 * Folder in the user's cache where they are, or will be: `jira-js.cjs`, `data-center-client.cjs`,
 * `data-center-openapi.json`.
 */
export function judgesDir(): string;
