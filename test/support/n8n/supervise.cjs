'use strict';
// node supervise.cjs PROGRAM [ARGUMENTS]: runs a Node.js program that must not outlive the one who started it. Whatever
// ends the starter, even SIGKILL, closes this process's standard input, and then the whole process group goes: the
// starter made this process the leader of one (spawn's `detached`), so that n8n's own children are in it.
const { spawn } = require('node:child_process');

const child = spawn(process.execPath, process.argv.slice(2), {
	stdio: ['ignore', 'inherit', 'inherit'],
});
child.on('exit', (code) => process.exit(code ?? 1));
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => {});
process.stdin.on('end', () => process.kill(-process.pid, 'SIGKILL')).resume();
