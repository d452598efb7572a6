import { SEED_USERS, type SeedUserName } from '../simulators/jira/seed';
import type { Deployment } from './deployment';

/** A person as a field of the deployment's REST API names them. */
export function userField(
	deployment: Deployment,
	name: SeedUserName,
): Readonly<Record<string, string>> {
	return deployment === 'cloud' ? { accountId: SEED_USERS[name].accountId } : { name };
}

/** Display name of a person of the stand-in. */
export function displayName(name: SeedUserName): string {
	return SEED_USERS[name].displayName;
}
