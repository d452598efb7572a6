// Who may import whom. A folder of src that is missing here may import nothing of src.

/** What each folder of src may import from its neighbours (itself always). */
const mayImport = {
	model: [],
	text: ['model', 'third-party'],
	sync: ['model', 'text', 'third-party'],
	http: ['model'],
	auth: ['model', 'third-party'],
	webhook: ['model', 'sync'],
	engine: ['model', 'sync'],
	// `engine` for its ports: a client implements what the engine asks for.
	jira: ['model', 'text', 'http', 'engine', 'third-party'],
	backtrace: ['model', 'http', 'engine'],
	aha: ['model', 'http', 'engine'],
	'third-party': [],
};

/** Packages and built-in modules each folder may import; the rest lives on relative imports alone. */
const mayImportPackages = {
	auth: ['node:crypto'],
	webhook: ['node:crypto'],
	n8n: ['node:crypto', 'n8n-workflow'],
};

const outsideSrc = ['nodes', 'credentials', 'simulators', 'demo', 'bench', 'test'];

/** Zones of `import-x/no-restricted-paths`; paths are relative to the project. */
export const layerZones = [
	...Object.entries(mayImport).map(([folder, others]) => ({
		target: `./src/${folder}`,
		from: './src',
		except: [folder, ...others].map((name) => `./${name}`),
		message: `src/${folder} may import only ${['itself', ...others].join(', ')}.`,
	})),
	{
		target: './nodes',
		from: './src',
		except: ['./n8n', './model'],
		message: 'Nodes reach the core through src/n8n.',
	},
	{
		target: './credentials',
		from: './src',
		except: ['./auth', './model'],
		message: 'Credentials may import only src/auth.',
	},
	{
		target: './simulators',
		from: './src',
		except: [
			'./model',
			'./auth',
			'./http/transport.ts',
			'./webhook/sign-body.ts',
			'./webhook/verify.ts',
		],
		message: 'A simulator must not share the code it is there to test.',
	},
	{
		target: './index.ts',
		from: './src/n8n',
		message: 'The library surface works without n8n.',
	},
	...['./src', './nodes', './credentials', './index.ts'].map((target) => ({
		target,
		from: outsideSrc.filter((folder) => `./${folder}` !== target).map((folder) => `./${folder}`),
		message: 'Published code imports only what is published.',
	})),
];

/** Package imports per folder of src. */
export const packageImports = [
	restrict(
		[...Object.keys(mayImport)].filter((folder) => folder !== 'third-party'),
		[],
	),
	...Object.entries(mayImportPackages).map(([folder, packages]) => restrict([folder], packages)),
	{
		files: ['simulators/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{ group: ['n8n-workflow', 'n8n-core'], message: 'Simulators know nothing of n8n.' },
					],
				},
			],
		},
	},
];

function restrict(folders, packages) {
	const allowed = ['\\.{1,2}/', ...packages.map((name) => `${name}$`)].join('|');
	const list = packages.length > 0 ? packages.join(', ') : 'none';
	return {
		files: folders.map((folder) => `src/${folder}/**/*.ts`),
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [{ regex: `^(?!${allowed})`, message: `Packages allowed here: ${list}.` }] },
			],
		},
	};
}
