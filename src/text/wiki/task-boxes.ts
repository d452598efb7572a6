/** Jira Data Center has no task lists: each task is a bullet with one of these boxes. */
export const TASK_BOXES = { open: '\u2610', done: '\u2611' } as const;
