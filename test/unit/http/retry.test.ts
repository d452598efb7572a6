import { decideRetry, retryAdvice, type Attempt } from '../../../src/http/retry';

const policy = { attempts: 3, baseDelayMs: 1_000, maxDelayMs: 60_000, totalWaitMs: 90_000 };

function attempt(changes: Partial<Attempt> & { status?: number; retryAfter?: string }): Attempt {
	const { status = 503, retryAfter, ...rest } = changes;
	const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
	return {
		number: 1,
		method: 'GET',
		repeatable: false,
		response: { status, headers, body: null },
		waitedMs: 0,
		now: 0,
		random: 0.5,
		...rest,
	};
}

describe('decideRetry', () => {
	it.each`
		method      | status | retryAfter   | number | decision
		${'GET'}    | ${503} | ${undefined} | ${1}   | ${{ retry: true, delayMs: 1000 }}
		${'GET'}    | ${503} | ${undefined} | ${2}   | ${{ retry: true, delayMs: 2000 }}
		${'GET'}    | ${503} | ${undefined} | ${3}   | ${{ retry: false }}
		${'PUT'}    | ${502} | ${undefined} | ${1}   | ${{ retry: true, delayMs: 1000 }}
		${'DELETE'} | ${504} | ${undefined} | ${1}   | ${{ retry: true, delayMs: 1000 }}
		${'POST'}   | ${503} | ${undefined} | ${1}   | ${{ retry: false }}
		${'POST'}   | ${503} | ${'5'}       | ${1}   | ${{ retry: true, delayMs: 5000 }}
		${'POST'}   | ${502} | ${'2'}       | ${1}   | ${{ retry: false }}
		${'POST'}   | ${504} | ${'2'}       | ${1}   | ${{ retry: false }}
		${'POST'}   | ${429} | ${'2'}       | ${1}   | ${{ retry: true, delayMs: 2000 }}
		${'POST'}   | ${429} | ${undefined} | ${1}   | ${{ retry: true, delayMs: 1000 }}
		${'GET'}    | ${429} | ${'3600'}    | ${1}   | ${{ retry: false }}
		${'GET'}    | ${429} | ${'0'}       | ${1}   | ${{ retry: true, delayMs: 1000 }}
		${'GET'}    | ${429} | ${'soon'}    | ${1}   | ${{ retry: true, delayMs: 1000 }}
		${'GET'}    | ${500} | ${undefined} | ${1}   | ${{ retry: false }}
		${'GET'}    | ${404} | ${undefined} | ${1}   | ${{ retry: false }}
	`(
		'$method answered $status (Retry-After $retryAfter), attempt $number',
		({ method, status, retryAfter, number, decision }) => {
			expect(decideRetry(policy, attempt({ method, status, retryAfter, number }))).toEqual(
				decision,
			);
		},
	);

	it('repeats a POST that only reads like a GET, also when no answer came', () => {
		const silent = attempt({ method: 'POST', response: undefined });

		expect(decideRetry(policy, { ...silent, repeatable: true })).toEqual({
			retry: true,
			delayMs: 1000,
		});
		expect(decideRetry(policy, silent)).toEqual({ retry: false });
	});

	it('spreads the waits: 0.7 to 1.3 of the step', () => {
		expect(decideRetry(policy, attempt({ random: 0 }))).toEqual({ retry: true, delayMs: 700 });
		expect(decideRetry(policy, attempt({ random: 1 }))).toEqual({ retry: true, delayMs: 1300 });
	});

	it('gives up when the waits of one request would be too long in total', () => {
		expect(decideRetry(policy, attempt({ retryAfter: '40', waitedMs: 40_000 })).retry).toBe(true);
		expect(decideRetry(policy, attempt({ retryAfter: '40', waitedMs: 60_000 })).retry).toBe(false);
	});
});

describe('retryAdvice', () => {
	it.each`
		case                         | status | headers                                                                | advice
		${'seconds'}                 | ${503} | ${{ 'retry-after': '7' }}                                              | ${7000}
		${'an HTTP date'}            | ${429} | ${{ 'retry-after': 'Thu, 01 Jan 1970 00:00:09 GMT' }}                  | ${9000}
		${'the reset time'}          | ${429} | ${{ 'x-ratelimit-reset': '1970-01-01T00:00:05Z' }}                     | ${5000}
		${'zero, then the reset'}    | ${429} | ${{ 'retry-after': '0', 'x-ratelimit-reset': '1970-01-01T00:00:05Z' }} | ${5000}
		${'a reset that has passed'} | ${429} | ${{ 'x-ratelimit-reset': '1969-01-01T00:00:05Z' }}                     | ${undefined}
		${'a reset without a 429'}   | ${200} | ${{ 'x-ratelimit-reset': '1970-01-01T00:00:05Z' }}                     | ${undefined}
		${'words'}                   | ${429} | ${{ 'retry-after': 'soon' }}                                           | ${undefined}
		${'nothing'}                 | ${429} | ${{}}                                                                  | ${undefined}
	`('reads $case', ({ status, headers, advice }) => {
		expect(retryAdvice({ status, headers, body: null }, 0)).toBe(advice);
	});
});
