/** Folder with the package.json and lock file of the pinned n8n. */
export const runtimeManifest: string;
/** Folder in the user's cache where that n8n is, or will be, installed. */
export function n8nRuntimeDir(): string;
/** Its node_modules folder; the environment variable `N8N_MODULES` overrides it. It may not exist yet. */
export function n8nModulesDir(): string;
