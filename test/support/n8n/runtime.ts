import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type * as N8nWorkflow from 'n8n-workflow';
import type {
	ICredentialType,
	INodeType,
	IRun,
	IRunExecutionData,
	IVersionedNodeType,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { n8nModulesDir } from '../../../scripts/lib/n8n-location.cjs';

/** The checkout's root. */
export const projectRoot = path.resolve(__dirname, '../../..');

/** What n8n reads the classes of one package with. */
export interface PackageLoader {
	readonly packageName: string;
	readonly known: { readonly credentials: Readonly<Record<string, unknown>> };
	loadAll(): Promise<void>;
	getNode(name: string): { readonly type: INodeType | IVersionedNodeType };
	getCredential(name: string): { readonly type: ICredentialType };
}

/** The part of n8n-core that the harness uses; n8n-core is not a dependency, so its types are spelt out here. */
export interface N8nCore {
	readonly PackageDirectoryLoader: new (directory: string) => PackageLoader;
	readonly LazyPackageDirectoryLoader: new (directory: string) => PackageLoader;
	readonly ExecutionLifecycleHooks: new (
		mode: WorkflowExecuteMode,
		executionId: string,
		workflow: IWorkflowBase,
	) => { addHandler(event: 'nodeExecuteAfter', handler: (nodeName: string) => void): void };
	readonly WorkflowExecute: new (
		additionalData: IWorkflowExecuteAdditionalData,
		mode: WorkflowExecuteMode,
		data: IRunExecutionData,
	) => { processRunExecutionData(workflow: Workflow): Promise<IRun> };
}

/** The pinned n8n's modules, loaded into this process. */
export interface N8nRuntime {
	readonly core: N8nCore;
	readonly workflow: typeof N8nWorkflow;
	/** Directory of an installed package of the pinned n8n, for example `n8n-nodes-base`. */
	packageDir(name: string): string;
}

/**
 * Loads n8n-core and n8n-workflow of the pinned n8n. `home` becomes n8n's user folder; it writes settings there.
 *
 * Under Jest only the `engine` project may call it: that one maps every `n8n-workflow` to the same copy.
 */
export function loadN8nRuntime(home: string): N8nRuntime {
	const modules = n8nModulesDir();
	if (!existsSync(path.join(modules, 'n8n-core'))) {
		throw new Error(`n8n is not installed in ${modules}; \`npm test\` or \`npm run demo\` does it`);
	}
	process.env.N8N_USER_FOLDER = home;
	process.env.N8N_ENCRYPTION_KEY ??= 'engine-tests';
	process.env.N8N_LOG_LEVEL ??= 'silent';
	process.env.NODE_PATH = modules;
	const initPaths: unknown = Reflect.get(Module, '_initPaths');
	if (typeof initPaths === 'function') initPaths.call(Module);
	const require = createRequire(path.join(modules, 'entry.js'));
	require('reflect-metadata');
	return {
		workflow: require('n8n-workflow') as typeof N8nWorkflow,
		core: require('n8n-core') as N8nCore,
		packageDir: (name) => path.join(modules, name),
	};
}

/** A copy of a built package away from the checkout. */
export interface StagedPackage {
	readonly dir: string;
	remove(): void;
}

/**
 * Copies what would be published (package.json and dist) of a package folder to a temporary one. There the package
 * finds n8n-workflow where n8n keeps it, and not the checkout's own copy: with two, `instanceof NodeApiError` fails.
 */
export function stagePackage(packageDir: string): StagedPackage {
	if (!existsSync(path.join(packageDir, 'dist'))) {
		throw new Error(`${packageDir} holds no dist; run \`npm run build\` first`);
	}
	const dir = mkdtempSync(path.join(os.tmpdir(), 'jira-sync-package-'));
	for (const part of ['package.json', 'dist']) {
		cpSync(path.join(packageDir, part), path.join(dir, part), { recursive: true });
	}
	symlinkSync(n8nModulesDir(), path.join(dir, 'node_modules'));
	return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
