export * from './faults';
export * from './http';
export * from './listen';
export * from './request-log';
export * from './router';
