/** Names that people and Jira's editor write in `{color:…}`. */
const NAMED: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ black: '#000000', silver: '#c0c0c0', gray: '#808080', grey: '#808080', white: '#ffffff' },
		...{
			maroon: '#800000',
			red: '#ff0000',
			purple: '#800080',
			fuchsia: '#ff00ff',
			magenta: '#ff00ff',
		},
		...{ green: '#008000', lime: '#00ff00', olive: '#808000', yellow: '#ffff00', navy: '#000080' },
		...{ blue: '#0000ff', teal: '#008080', aqua: '#00ffff', cyan: '#00ffff', orange: '#ffa500' },
		...{
			brown: '#a52a2a',
			pink: '#ffc0cb',
			gold: '#ffd700',
			crimson: '#dc143c',
			indigo: '#4b0082',
		},
		...{
			violet: '#ee82ee',
			tomato: '#ff6347',
			coral: '#ff7f50',
			salmon: '#fa8072',
			tan: '#d2b48c',
		},
		...{ darkred: '#8b0000', darkgreen: '#006400', darkblue: '#00008b', darkorange: '#ff8c00' },
		...{ lightgrey: '#d3d3d3', lightgray: '#d3d3d3', darkgrey: '#a9a9a9', darkgray: '#a9a9a9' },
		...{ lightblue: '#add8e6', lightgreen: '#90ee90', steelblue: '#4682b4', royalblue: '#4169e1' },
	}),
);

/** The color of `{color:…}` as six digits; nothing for one that cannot be told. */
export function readColor(settings: string): string | undefined {
	const value = settings.trim().toLowerCase();
	if (/^#[0-9a-f]{6}$/.test(value)) return value;
	const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value);
	if (short !== null)
		return `#${short
			.slice(1)
			.map((digit) => digit.repeat(2))
			.join('')}`;
	return NAMED.get(value) ?? readRgb(value);
}

function readRgb(value: string): string | undefined {
	const parts = /^rgb\((\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})\)$/.exec(value)?.slice(1).map(Number);
	if (parts === undefined || parts.some((part) => part > 255)) return undefined;
	return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
