import type { JiraIssue } from '../model/issue';

/**
 * Which edit screen an issue has, as far as is known from reading it: issues of one project and type in one status share
 * their editable fields, so the screen is asked for once and not once an issue.
 */
export interface ScreenMemory {
	note(issue: JiraIssue): void;
	/** The issue went to another status. */
	moved(issueId: string, statusId: string): void;
	/** The same for issues that share a screen; an issue that was never read has its own. */
	keyOf(issueId: string): string;
}

interface Place {
	readonly screen: string;
	readonly statusId: string;
}

/** Issues remembered at most; the oldest go first. */
const CAPACITY = 20_000;

function ownScreen(issueId: string): string {
	return `issue/${issueId}`;
}

/** Empty memory. */
export function createScreenMemory(): ScreenMemory {
	const places = new Map<string, Place>();
	const remember = (issueId: string, place: Place): void => {
		places.delete(issueId);
		places.set(issueId, place);
		const [oldest] = places.keys();
		if (places.size > CAPACITY && oldest !== undefined) places.delete(oldest);
	};
	return {
		note({ id, projectKey, issueType, status }) {
			remember(id, { screen: `${projectKey}/${issueType.id}`, statusId: status.id });
		},
		moved(issueId, statusId) {
			const screen = places.get(issueId)?.screen ?? ownScreen(issueId);
			remember(issueId, { screen, statusId });
		},
		keyOf(issueId) {
			const place = places.get(issueId);
			return place === undefined ? ownScreen(issueId) : `${place.screen}/${place.statusId}`;
		},
	};
}
