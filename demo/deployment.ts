/** The two kinds of Jira that the story is played against. */
export type Deployment = 'cloud' | 'dataCenter';
