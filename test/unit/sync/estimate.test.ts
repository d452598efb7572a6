import { issueEstimate, recordEstimate } from '../../../src/sync/estimate';

const HELD = { originalEstimate: 240, remainingEstimate: 60 };

it.each`
	record                                                 | minutes
	${240}                                                 | ${240}
	${'240'}                                               | ${240}
	${'4h'}                                                | ${240}
	${'1.5H 30m'}                                          | ${120}
	${null}                                                | ${null}
	${''}                                                  | ${null}
	${{ originalEstimate: '4h', remainingEstimate: 60 }}   | ${HELD}
	${{ remainingEstimate: 60, points: 3 }}                | ${{ remainingEstimate: 60 }}
	${{ originalEstimate: null, remainingEstimate: null }} | ${null}
	${{}}                                                  | ${null}
`('the record’s estimate $record is $minutes', ({ record, minutes }) => {
	expect(recordEstimate(record)).toEqual({ kind: 'value', value: minutes });
});

it.each(['1w 2d', 'soon', -5, [240], { originalEstimate: '2d' }])(
	'%j is no estimate that can be told in minutes',
	(record) => {
		const read = recordEstimate(record);

		expect(read).toEqual({ kind: 'unmapped', reason: expect.stringContaining('Give minutes') });
	},
);

it.each`
	record                                                 | held    | told
	${null}                                                | ${HELD} | ${240}
	${90}                                                  | ${HELD} | ${240}
	${90}                                                  | ${null} | ${null}
	${{ originalEstimate: 1 }}                             | ${HELD} | ${{ originalEstimate: 240 }}
	${{ originalEstimate: null, remainingEstimate: null }} | ${HELD} | ${HELD}
	${{ remainingEstimate: 1 }}                            | ${null} | ${null}
`('a record that holds $record is told $told of $held', ({ record, held, told }) => {
	expect(issueEstimate(record, held)).toEqual(told);
});
