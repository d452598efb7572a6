import { bench } from './caller';

const rateLimit = { size: 2, intervalSeconds: 10 };

describe('rate limits of the simulated Jira', () => {
	it('Cloud shows its usual limits and refuses nothing', async () => {
		const { ask } = bench('cloud');

		const answer = await ask('GET /myself');

		expect(answer.headers).toMatchObject({
			'x-ratelimit-limit': '100',
			'x-ratelimit-remaining': '99',
			'ratelimit-policy': '"jira-burst-based";q=100;w=1',
		});
		expect(answer.headers['retry-after']).toBeUndefined();
	});

	it('Data Center says nothing until an administrator turns the limit on', async () => {
		const { ask } = bench('dataCenter');

		expect((await ask('GET /myself')).headers['x-ratelimit-limit']).toBeUndefined();
	});

	it('Cloud refuses a burst at one endpoint, and says when to come again', async () => {
		const { ask, pass } = bench('cloud', { rateLimit });
		await ask('GET /issue/CRASH-1');
		await ask('GET /issue/CRASH-2');

		const refused = await ask('GET /issue/CRASH-3');
		expect(refused.status).toBe(429);
		expect(refused.headers).toMatchObject({
			'retry-after': '5',
			'ratelimit-reason': 'jira-burst-based',
			'x-ratelimit-reset': '2026-03-10T12:00:05.000Z',
		});
		expect((await ask('GET /myself')).status).toBe(200);
		pass(5_000);
		expect((await ask('GET /issue/CRASH-1')).status).toBe(404);
	});

	it('Data Center counts all requests of a user, and sends a wait of nothing while some are left', async () => {
		const { ask, as, pass } = bench('dataCenter', { rateLimit });

		expect((await ask('GET /myself')).headers).toMatchObject({
			'x-ratelimit-remaining': '1',
			'x-ratelimit-interval-seconds': '10',
			'x-ratelimit-fillrate': '2',
			'retry-after': '0',
		});
		await ask('GET /field');
		const refused = await ask('GET /priority');
		expect(refused.status).toBe(429);
		expect(refused.headers['retry-after']).toBe('5');
		expect((await as('kim')('GET /priority')).status).toBe(200);
		pass(5_000);
		expect((await ask('GET /priority')).status).toBe(200);
	});
});
