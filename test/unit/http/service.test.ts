import { toServiceError } from '../../../src/http/errors';
import { createHttpService } from '../../../src/http/service';
import { fakeClock } from '../../support/fake-clock';
import { scriptTransport } from '../../support/script-transport';

const purpose = { action: 'read it' };
const get = { method: 'GET', path: '/x' } as const;

function serviceOver(transport: ReturnType<typeof scriptTransport>, more = {}) {
	const clock = fakeClock();
	const service = createHttpService({ name: 'Jira', transport, clock, random: () => 0.5, ...more });
	return { service, clock };
}

describe('createHttpService', () => {
	it('waits as advised and answers with the later success', async () => {
		const transport = scriptTransport((_, index) =>
			index === 0 ? { status: 429, headers: { 'retry-after': '3' } } : { body: 'fine' },
		);
		const { service, clock } = serviceOver(transport);

		const response = await service.send(get, purpose);

		expect(response.body).toBe('fine');
		expect(clock.slept).toEqual([3_000]);
	});

	it('gives up after the last attempt, with the last failure', async () => {
		const transport = scriptTransport(() => ({ status: 503 }));
		const { service, clock } = serviceOver(transport);

		await expect(service.send(get, purpose)).rejects.toMatchObject({ details: { status: 503 } });
		expect(transport.sent).toHaveLength(4);
		expect(clock.slept).toEqual([2_000, 4_000, 8_000]);
	});

	it('never sends a POST again whose answer was lost', async () => {
		const transport = scriptTransport(() => new Error('socket hang up'));
		const { service } = serviceOver(transport);
		const sending = service.send({ method: 'POST', path: '/x' }, purpose);

		await expect(sending).rejects.toMatchObject({ details: { kind: 'network', ambiguous: true } });
		expect(transport.sent).toHaveLength(1);
	});

	it('sends a GET again when no answer came', async () => {
		const transport = scriptTransport((_, index) =>
			index === 0 ? new Error('reset') : { body: 1 },
		);

		expect((await serviceOver(transport).service.send(get, purpose)).body).toBe(1);
	});

	it('turns a refusal behind a good status into the error', async () => {
		const transport = scriptTransport(() => ({ headers: { refused: 'yes' } }));
		const { service } = serviceOver(transport, {
			refusal: toRefusal,
		});

		await expect(service.send(get, purpose)).rejects.toThrow('Jira refused to read it (200)');
	});

	it('keeps the number of requests under way within the limit', async () => {
		let running = 0;
		let most = 0;
		const transport = {
			send: async () => {
				running += 1;
				most = Math.max(most, running);
				await Promise.resolve();
				await Promise.resolve();
				running -= 1;
				return { status: 200, headers: {}, body: null };
			},
		};
		const service = createHttpService({
			name: 'Jira',
			transport,
			clock: fakeClock(),
			random: () => 0,
			maxConcurrent: 2,
		});

		await Promise.all(Array.from({ length: 7 }, () => service.send(get, purpose)));

		expect(most).toBe(2);
	});
});

const toRefusal: NonNullable<Parameters<typeof createHttpService>[0]['refusal']> = (
	request,
	response,
	what,
) => toServiceError('Jira', request, response, what, 0);
