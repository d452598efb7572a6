import type { JiraSiteOptions } from './site';
import type { Project, User } from './state/model';

/** Projects beside the seeded ones: `P1`, `P2` and so on. They have no issue types. */
export function crowdProjects({ crowd }: JiraSiteOptions): readonly Project[] {
	return numbered(crowd?.projects).map((number) => ({
		id: String(20_000 + number),
		key: `P${number}`,
		name: `Project ${number}`,
		lead: 'admin',
	}));
}

/** Users beside the seeded ones: `user1`, "Crowd User 1" and so on, and whoever is named. */
export function crowdUsers({ crowd, people = [] }: JiraSiteOptions): readonly User[] {
	const many = numbered(crowd?.users).map((number) => ({ name: `user${number}` }));
	return [...many, ...people].map((given, index) => ({
		key: `JIRAUSER${20_000 + index}`,
		accountId: `712020:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
		displayName: given.name.replace(/^user(\d+)$/, 'Crowd User $1'),
		emailAddress: `${given.name}@example.com`,
		timeZone: 'Etc/UTC',
		password: `password-${given.name}`,
		token: `cloud-token-${given.name}`,
		pat: `pat-${given.name}`,
		admin: false,
		noAccess: [],
		...given,
	}));
}

function numbered(count = 0): readonly number[] {
	return Array.from({ length: count }, (_, index) => index + 1);
}
