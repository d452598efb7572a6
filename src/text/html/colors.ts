import { own } from '../../model/own';

const NAMED: Readonly<Record<string, string>> = {
	aqua: '#00ffff',
	blue: '#0000ff',
	brown: '#a52a2a',
	cyan: '#00ffff',
	darkblue: '#00008b',
	darkgreen: '#006400',
	darkred: '#8b0000',
	fuchsia: '#ff00ff',
	gold: '#ffd700',
	gray: '#808080',
	green: '#008000',
	grey: '#808080',
	lightblue: '#add8e6',
	lightgray: '#d3d3d3',
	lightgreen: '#90ee90',
	lightgrey: '#d3d3d3',
	lime: '#00ff00',
	magenta: '#ff00ff',
	maroon: '#800000',
	navy: '#000080',
	olive: '#808000',
	orange: '#ffa500',
	pink: '#ffc0cb',
	purple: '#800080',
	red: '#ff0000',
	silver: '#c0c0c0',
	teal: '#008080',
	violet: '#ee82ee',
	yellow: '#ffff00',
	black: '#000000',
	white: '#ffffff',
};
const HEX = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/;
const RGB = /^rgba?\( ?(\d{1,3})[ ,]+(\d{1,3})[ ,]+(\d{1,3})(?:[ ,/]+([\d.]+)%? ?)?\)$/;

/** A color of CSS as `#rrggbb`; nothing for transparent, for inherited and for what is no color. */
export function readColor(css: string): string | undefined {
	const value = css.trim().toLowerCase();
	const hex = HEX.exec(value)?.[1];
	if (hex !== undefined)
		return `#${hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex.slice(0, 6)}`;
	const rgb = RGB.exec(value);
	if (rgb === null) return own(NAMED, value);
	if (rgb[4] !== undefined && Number(rgb[4]) === 0) return undefined;
	const parts = rgb.slice(1, 4).map((part) => Math.min(255, Number(part)));
	return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
