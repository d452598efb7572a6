import type { PanelKind } from '../tree';

/** Jira has one panel and no kinds; Atlassian's own conversion tells them apart by these background colors. */
export const PANEL_COLORS: Readonly<Record<PanelKind, string>> = {
	info: '#deebff',
	note: '#eae6ff',
	tip: '#e6fcff',
	success: '#e3fcef',
	warning: '#fffae6',
	error: '#ffebe6',
};

const KINDS = new Map(
	Object.entries(PANEL_COLORS).map(([kind, color]) => [color, kind as PanelKind]),
);

/** The kind of a `{panel}` by its background color; `info` for a color that says nothing. */
export function panelKind(color: string): PanelKind {
	return KINDS.get(color.trim().toLowerCase()) ?? 'info';
}
