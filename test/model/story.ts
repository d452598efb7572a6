import type { History } from './history';
import { judge } from './oracle';
import { play } from './play';

/** Everything that happened in a history, a line each: calls that took effect, edits, last reports, the verdict. */
export async function tell(history: History): Promise<readonly string[]> {
	const played = await play(history);
	const calls = played.effects.map(({ at, worker, side, write, path, body }) => ({
		at,
		text: `worker ${worker} ${write ? 'writes' : 'reads'} ${side} ${path} ${write ? short(body) : ''}`,
	}));
	const deliveries = [...played.delivered, ...played.deliveredComments].map((item) => ({
		at: item.at,
		text: `delivered ${JSON.stringify(item)}`,
	}));
	const edits = played.edits.map((edit) => ({ at: edit.at, text: `edit ${JSON.stringify(edit)}` }));
	const comments = played.comments.map((made) => ({
		at: made.at,
		text: `comment ${JSON.stringify(made)}`,
	}));
	const files = played.files.map((made) => ({
		at: made.at,
		text: `file ${JSON.stringify(made)}`,
	}));
	const releases = played.releases.map((made) => ({
		at: made.at,
		text: `release ${JSON.stringify(made)}`,
	}));
	const parents = played.parents.map((made) => ({
		at: made.at,
		text: `parent ${JSON.stringify(made)}`,
	}));
	const things = [...comments, ...files, ...releases, ...parents];
	const events = [...calls, ...deliveries, ...edits, ...things].toSorted(
		(left, right) => left.at - right.at,
	);
	return [
		JSON.stringify(history),
		...events.map(({ at, text }) => `${at} ${text}`),
		...played.reports
			.slice(-LAST_REPORTS)
			.map(
				({ record, decisions, warnings }) =>
					`report of ${record.id}: ${JSON.stringify(decisions)} ${warnings.join(' ')}`,
			),
		...played.world.site
			.issues()
			.map(({ key, properties }) => `${key} ${JSON.stringify(properties)}`),
		JSON.stringify(judge(played), null, '\t'),
	];
}

const LAST_REPORTS = 6;
const LONGEST_BODY = 400;

function short(body: unknown): string {
	return (JSON.stringify(body) ?? '').slice(0, LONGEST_BODY);
}
