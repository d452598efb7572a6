/** The records of every history. */
export const RECORD_IDS = ['1', '2'] as const;
