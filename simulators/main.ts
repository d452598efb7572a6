/**
 * `npm run simulate -- --jira cloud|dc [options]`: starts one simulator and keeps it running until it is interrupted.
 * Each product reads its own options; this file only picks the product.
 */
import { main as runJira } from './jira/cli';

const usage = 'usage: npm run simulate -- --jira cloud|dc [--port 8080] [--oauth]';

async function main(args: readonly string[]): Promise<void> {
	if (!args.some((argument) => argument.split('=')[0] === '--jira')) throw new Error(usage);
	await runJira(args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
});
