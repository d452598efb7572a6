import { createHash } from 'node:crypto';
import type { CrashReport } from '../simulators/backtrace';

/** A fingerprint as Backtrace makes them: 64 hexadecimal digits. */
export function fingerprint(name: string): string {
	return createHash('sha256').update(name).digest('hex');
}

/** The error that the story follows. */
export const MAIN_ERROR = fingerprint('main error');

/** One crash of an error. */
export function crash(id: string, attributes: Readonly<Record<string, string>> = {}): CrashReport {
	return {
		fingerprint: id,
		callstack: ['std::terminate', 'Renderer::draw(*frame*)', 'main'],
		classifiers: ['segfault'],
		attributes: {
			application: 'game.exe',
			version: '1.2.3',
			environment: 'Production',
			severity: 'Major',
			platform: 'windows',
			hostname: 'build-7',
			'error.message': 'Access violation {code} [~admin] reading 0x0000',
			owner: 'ann@example.com',
			...attributes,
		},
	};
}
