// Runs other programs: output goes straight to the terminal, Ctrl+C reaches the child, and the parent waits for it.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';

/** One plain progress line. */
export function say(text) {
	process.stdout.write(`${text}\n`);
}

/**
 * Runs a program to its end and returns its exit status. A program that cannot be started counts as 127; one
 * ended by a signal as 128 plus the signal's number, as in a shell. `signal`, an AbortSignal, ends it early.
 */
export function run(command, args, { cwd = root, env = {}, quiet = false, signal } = {}) {
	return new Promise((resolve) => {
		const output = [];
		const child = spawn(command, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
			shell: process.platform === 'win32' && !path.isAbsolute(command),
		});
		child.stdout?.on('data', (chunk) => output.push(chunk));
		child.stderr?.on('data', (chunk) => output.push(chunk));
		const wait = () => {};
		const forward = (signal) => child.kill(signal);
		process.on('SIGINT', wait);
		process.on('SIGTERM', forward);
		const stop = () => child.kill('SIGTERM');
		signal?.addEventListener('abort', stop);
		const unwatch = onNpmGone(stop);
		child.on('error', (error) => {
			say(`${command}: ${error.message}`);
			finish(127);
		});
		child.on('close', (code, signal) => finish(code ?? 128 + (constants.signals[signal] ?? 0)));

		function finish(status) {
			process.off('SIGINT', wait);
			process.off('SIGTERM', forward);
			signal?.removeEventListener('abort', stop);
			unwatch();
			if (quiet && status !== 0) process.stdout.write(Buffer.concat(output));
			resolve(status);
		}
	});
}

/** npm starts scripts through a shell that does not pass SIGTERM on: it shows only as a change of parent. */
function onNpmGone(act) {
	if (process.env.npm_lifecycle_event === undefined) return () => {};
	const parent = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid !== parent) act();
	}, 500);
	return () => clearInterval(timer);
}

/** Runs a program and throws a short error unless it ends with status 0. */
export async function must(what, command, args, options) {
	const status = await run(command, args, options);
	if (status !== 0) throw new StepFailed(`${what} failed (exit status ${status})`, status);
}

/** A step that failed after it had said why; the command line prints only its message. */
export class StepFailed extends Error {
	constructor(message, status = 1) {
		super(message);
		this.status = status;
	}
}
