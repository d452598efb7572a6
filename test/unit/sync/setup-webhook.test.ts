import {
	hiddenWebhooksLine,
	webhookLines,
	type SetupWebhook,
} from '../../../src/sync/setup-webhook';

/** A webhook of which nothing is to be said. */
function hook(changes: Partial<SetupWebhook> = {}): SetupWebhook {
	return {
		name: 'one',
		address: 'https://n8n.test/webhook/1/jira-sync',
		isEnabled: true,
		isProven: true,
		obstacle: 'none',
		wasReceived: true,
		...changes,
	};
}

const said = (...hooks: readonly SetupWebhook[]): readonly string[] =>
	webhookLines(hooks).map(({ check, status, message, remedy }) =>
		`${check}: ${status}: ${message} ${remedy}`.trim(),
	);

describe('what is said of webhooks', () => {
	it('nothing is to be done when they are on, prove themselves and arrive', () => {
		expect(said(hook(), hook({ name: 'two' }))).toEqual([
			'Webhook: ok: Registered: one to https://n8n.test/webhook/1/jira-sync, two to https://n8n.test/webhook/1/jira-sync.',
			'Webhook Signature: ok: Deliveries are signed, or carry the secret.',
			'Webhook Deliveries: ok: Deliveries have arrived since this n8n was started.',
		]);
	});

	it('none at all is one line, for those who need none', () => {
		expect(said()).toEqual([
			expect.stringMatching(/^Webhook: warning: .*no webhook.*Jira Sync Trigger.*does not matter/),
		]);
	});

	it.each<[string, Partial<SetupWebhook>, RegExp]>([
		[
			'switched off',
			{ isEnabled: false },
			/^Webhook: problem: Switched off in Jira: two to https.*activate it again/m,
		],
		[
			'without a secret',
			{ isProven: false },
			/^Webhook Signature: problem: .*refused: two to .*Webhook Secret/m,
		],
		[
			'with a secret that cannot be known',
			{ isProven: undefined },
			/^Webhook Signature: warning: Jira does not tell.*two/m,
		],
		[
			'to an address that only n8n knows',
			{ obstacle: 'local', address: 'http://localhost:5678' },
			/^Webhook Deliveries: problem: .*local to n8n: http:\/\/localhost:5678\. .*WEBHOOK_URL/m,
		],
		[
			'of Cloud without https',
			{ obstacle: 'noHttps' },
			/^Webhook Deliveries: problem: .*https only.*WEBHOOK_URL/m,
		],
		[
			'of which nothing has come, of an app that hides its address',
			{ name: 'webhook 7', address: '', wasReceived: false },
			/^Webhook Deliveries: warning: n8n cannot see from inside.*from webhook 7\. Change an issue/m,
		],
	])('one %s is named, with what to do', (_fault, changes, line) => {
		const lines = said(hook(), hook({ name: 'two', ...changes }));

		expect(lines).toHaveLength(3);
		expect(lines.join('\n')).toMatch(line);
		expect(lines.filter((text) => / ok: /.test(text))).toHaveLength(2);
	});

	it('an account that may not look is told who may', () => {
		expect(hiddenWebhooksLine('No.')).toMatchObject({
			status: 'warning',
			message: 'The webhooks cannot be looked at: No.',
			remedy: expect.stringContaining('administrators only'),
		});
	});
});
