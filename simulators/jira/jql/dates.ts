import { zonedTime } from '../text/time';
import { jqlRefusal } from './errors';
import type { JqlOperand } from './parse';

const UNITS: Readonly<Record<string, number>> = {
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000,
	w: 604_800_000,
	M: 30 * 86_400_000,
	y: 365 * 86_400_000,
};

const DAY = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:\s+(\d{1,2}):(\d{2}))?$/;

/**
 * Reads a date of JQL: quoted days and minutes are in the caller's time zone, relative ones count from now, and an
 * unquoted whole number is milliseconds since the epoch.
 * https://support.atlassian.com/jira-software-cloud/docs/jql-fields/#Created
 */
export function readJqlDate(
	operand: JqlOperand,
	field: string,
	now: number,
	timeZone: string,
): number {
	if (operand.kind === 'call') {
		if (operand.name.toLowerCase() === 'now') return now;
		throw jqlRefusal(`Unable to find JQL function '${operand.name}()'.`);
	}
	if (operand.kind === 'empty') throw invalidDate('EMPTY', field);
	const { text, quoted } = operand;
	if (!quoted && /^-?\d+$/.test(text)) return Number(text);
	const relative = /^([+-]?)((?:\d+[mhdwMy]\s*)+)$/.exec(text);
	if (relative !== null) {
		const sign = relative[1] === '-' ? -1 : 1;
		return now + sign * duration(relative[2] ?? '');
	}
	const day = DAY.exec(text);
	if (day === null) throw invalidDate(text, field);
	const [year, month, date, hour, minute] = day.slice(1).map((part) => Number(part ?? '0'));
	const wall = Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1, hour ?? 0, minute ?? 0);
	return zonedTime(wall, timeZone);
}

function duration(text: string): number {
	const parts = text.matchAll(/(\d+)([mhdwMy])/g);
	return [...parts].reduce(
		(sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0),
		0,
	);
}

function invalidDate(text: string, field: string): ReturnType<typeof jqlRefusal> {
	return jqlRefusal(
		`Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
	);
}
