/** A person as either system knows them. Which of the names is set depends on the system that was asked. */
export interface UserIdentity {
	readonly email?: string;
	readonly displayName?: string;
	/** Jira Cloud's id. */
	readonly accountId?: string;
	/** Jira Data Center's user name. */
	readonly name?: string;
}

/** What Jira calls the person by: the account id on Cloud, the user name on Data Center. */
export function jiraUserId(user: UserIdentity): string | undefined {
	return user.accountId ?? user.name;
}

/** Text by which a person recognises the user in a message. */
export function describeUser(user: UserIdentity): string {
	return user.displayName ?? user.email ?? jiraUserId(user) ?? 'an unnamed user';
}

/** Users of Jira whom a text mentions, by the address that the text names them by, in lower case. */
export type MentionedUsers = Readonly<
	Record<
		string,
		{
			/** The account id on Cloud, the user name on Data Center. */
			readonly id: string;
			/** As it is shown, without `@`. */
			readonly name: string;
		}
	>
>;
