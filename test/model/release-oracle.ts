import type { Played } from './play';
import { NOTHING_WRONG, type ThingVerdict } from './thing-verdict';

/** A version of the project as Jira shows it in the end. */
export interface ShownVersion {
	readonly id: string;
	readonly name: string;
	readonly released: boolean;
}

/** Judges versions: one for each release, with the release's last name and state, or a report that says what differs. */
export function judgeReleases(played: Played): ThingVerdict {
	const { releases, versions, leftVersions } = played;
	const ids = [...new Set(releases.map(({ id }) => id))];
	const of = (id: string): readonly ShownVersion[] =>
		versions.filter(({ name }) => name.startsWith(`${id} name `));
	const wrong = ids.flatMap((id) => {
		const last = releases.findLast((made) => made.id === id);
		const [version] = of(id);
		const isSame = version?.name === last?.name && version?.released === last?.released;
		return isSame || last === undefined || (version && leftVersions.includes(id))
			? []
			: [`release ${last.name}: ${JSON.stringify(version ?? 'no version')}`];
	});
	return {
		...NOTHING_WRONG,
		lost: wrong.filter((words) => words.endsWith('"no version"')),
		disagreements: wrong.filter((words) => !words.endsWith('"no version"')),
		doubled: ids.flatMap((id) =>
			of(id).length > 1 ? [`release ${id} has ${of(id).length} versions`] : [],
		),
	};
}
