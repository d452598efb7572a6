import { Workflow, type INode, type INodeParameters, type INodeTypes } from 'n8n-workflow';
import { JiraSyncTrigger } from '../../nodes/JiraSyncTrigger/JiraSyncTrigger.node';
import { manualProperties } from '../../nodes/JiraSyncTrigger/manual';
import { createTriggerWorld, PRODUCTS } from '../support/engine-trigger';

const FILTERED = { projects: ['CRASH'], options: { jql: 'labels = Backtrace' } };
const JQL = '(project in ("CRASH")) AND (labels = Backtrace)';

/** Jira says in many ways that an account may not do this. */
const REFUSALS = [
	['403', 403, ['You do not have permission to perform this operation.']],
	['401 though it knows the account', 401, ['You are not authorized.']],
	['404 though it knows the account', 404, ['Nothing here.']],
] as const;

describe.each(PRODUCTS)('an account without rights on %s', (name, options) => {
	it.each(REFUSALS)(
		'Jira answers %s: each step is in the message',
		async (_case, status, words) => {
			const world = await createTriggerWorld(options, FILTERED, 'kim');
			const { site, receiver, secret, token } = world;
			const body = { errorMessages: words, errors: {} };
			if (status !== 403) site.failNext(10, { status, body, matching: /webhook/ });

			const error = await receiver.hook('checkExists').then(
				() => new Error('it was not refused'),
				(reason: unknown) => reason as Error,
			);

			const { message } = error;
			expect(message).toMatch(/^Jira lets only administrators register webhooks\.\n/);
			expect(message).toContain(`Jira said: ${words[0]}`);
			expect(message).toContain('Webhook Secret in the credential');
			expect(message).toContain(`URL: ${receiver.webhookUrl}`);
			expect(message).toContain(`JQL: ${JQL}`);
			expect(message).toContain(
				'Events: Issue: created, updated; Comment: created (comment_created',
			);
			expect(message.includes('Secret: the Webhook Secret')).toBe(name !== 'Data Center 9');
			expect(message.includes('?secret=…')).toBe(name === 'Data Center 9');
			expect(message.includes('Settings → System')).toBe(name === 'Cloud');
			expect(message).not.toContain(secret);
			expect(message).not.toContain(token);
		},
	);

	it('a dead credential is called that, not a lack of rights', async () => {
		const dead = { password: 'no longer valid', token: 'no longer valid' };
		const { receiver } = await createTriggerWorld(options, FILTERED, 'kim', dead);

		await expect(receiver.hook('checkExists')).rejects.toThrow(/credential was not accepted/);
	});
});

describe.each(PRODUCTS)('a webhook made by hand on %s', (name, options) => {
	it('as the steps say starts runs, and is left alone', async () => {
		const manual = { ...FILTERED, registration: 'manual' };
		const secret = 'typed & long';
		const world = await createTriggerWorld(options, manual, 'admin', { webhookSecret: secret });
		const { site, receiver, hooks } = world;
		const events = ['comment_created', 'jira:issue_created', 'jira:issue_updated'];
		const url = receiver.webhookUrl;
		await world.add({
			name: 'by hand',
			events,
			...(name === 'Data Center 9'
				? { url: `${url}?secret=${encodeURIComponent(secret)}` }
				: { url }),
			...(name === 'Cloud' && { secret }),
			filters: { 'issue-related-events-section': JQL },
			configuration: { FILTERS: JQL, SECRET: secret, EXCLUDE_BODY: 'false' },
		});
		const made = await hooks();

		expect(await receiver.hook('checkExists')).toBe(true);
		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'of no interest' });
		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'x', labels: ['Backtrace'] });
		await site.idle();
		expect(site.deliveries.map(({ status }) => status)).toEqual([200]);
		expect(receiver.started).toMatchObject([{ event: 'issueCreated', issue: { key: 'CRASH-2' } }]);

		await receiver.hook('delete');
		expect(await hooks()).toEqual(made);
	});
});

describe('the panel', () => {
	const nodeType = new JiraSyncTrigger();
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	/** What the editor shows below the field. */
	const shown = (parameters: INodeParameters): unknown => {
		const expression = manualProperties.find(({ type }) => type === 'string')?.default as string;
		const node: INode = {
			id: '1',
			name: 'Trigger',
			type: 'jiraSyncTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: { registration: 'manual', manualValues: expression, ...parameters },
		};
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		return workflow.expression.getParameterValue(
			expression,
			null,
			0,
			0,
			'Trigger',
			[],
			'manual',
			{},
		);
	};

	it.each([
		[{ events: ['issueUpdated'] }, 'JQL: (leave it empty)\nEvents: issue updated'],
		[
			{ events: ['issueUpdated', 'issueLinkCreated'], projects: ['A', 'B'] },
			'JQL: project in ("A", "B")\nEvents: issue updated, issue link created',
		],
		[{ events: ['commentCreated'], ...FILTERED }, `JQL: ${JQL}\nEvents: comment created`],
		[
			{ events: ['sprintStarted'], options: { jql: ' labels = x ' } },
			'JQL: labels = x\nEvents: sprint started',
		],
	])('shows for %j what to enter in Jira', (parameters, text) => {
		expect(shown({ projects: [], options: {}, ...parameters })).toBe(text);
	});
});
