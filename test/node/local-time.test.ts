import { withZoneOffset } from '../../src/n8n/local-time';

describe('withZoneOffset', () => {
	it.each`
		value                         | zone                  | given
		${'2026-11-21T10:15:00'}      | ${'America/New_York'} | ${'2026-11-21T10:15:00-05:00'}
		${'2026-07-01T10:15:00'}      | ${'America/New_York'} | ${'2026-07-01T10:15:00-04:00'}
		${'2026-11-21 10:15'}         | ${'Asia/Kolkata'}     | ${'2026-11-21T10:15+05:30'}
		${'2026-11-21T10:15:00.5'}    | ${'Etc/UTC'}          | ${'2026-11-21T10:15:00.5+00:00'}
		${'2026-03-29T01:59:00'}      | ${'Europe/Berlin'}    | ${'2026-03-29T01:59:00+01:00'}
		${'2026-03-29T03:01:00'}      | ${'Europe/Berlin'}    | ${'2026-03-29T03:01:00+02:00'}
		${'2026-11-21T10:15:00Z'}     | ${'Europe/Berlin'}    | ${'2026-11-21T10:15:00Z'}
		${'2026-11-21T10:15:00+0200'} | ${'Europe/Berlin'}    | ${'2026-11-21T10:15:00+0200'}
		${'2026-11-21'}               | ${'Europe/Berlin'}    | ${'2026-11-21'}
		${'2026-11-21T99:15:00'}      | ${'Europe/Berlin'}    | ${'2026-11-21T99:15:00'}
		${'2026-11-21T10:15:00'}      | ${'Middle/Earth'}     | ${'2026-11-21T10:15:00'}
		${5}                          | ${'Europe/Berlin'}    | ${5}
	`('$value in $zone', ({ value, zone, given }) => {
		expect(withZoneOffset(value, zone)).toBe(given);
	});
});
