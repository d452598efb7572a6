/** Folder with the package.json and lock file of the judges. */
export const judgesManifest: string;
/** Folder in the user's cache where they are, or will be, installed: `jira-js.cjs`, `data-center-client.cjs`, node_modules. */
export function judgesDir(): string;
