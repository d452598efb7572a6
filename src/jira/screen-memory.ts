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
		note({ id, key, projectKey, issueType, status }) {
			const place = { screen: `${projectKey}/${issueType.id}`, statusId: status.id };
			remember(id, place);
			remember(key, place);
		},
		moved(issueId, statusId) {
			const place = places.get(issueId);
			if (place !== undefined) remember(issueId, { ...place, statusId });
		},
		keyOf(issueId) {
			const place = places.get(issueId);
			return place === undefined ? `issue/${issueId}` : `${place.screen}/${place.statusId}`;
		},
	};
}
