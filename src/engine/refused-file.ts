import { InputError, isFailure } from '../model/failure';

/** A file that cannot be read or is not taken, and will not be until something changes: no right, too large, not there, not what was said. */
export function isRefusedFile(error: unknown): error is Error {
	return (
		error instanceof InputError ||
		isFailure(error, 'permission') ||
		isFailure(error, 'validation') ||
		isFailure(error, 'notFound')
	);
}
