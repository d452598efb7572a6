import { InputError } from '../../../src/model/failure';
import { estimateSize } from '../../../src/sync/pattern-size';
import {
	compilePattern,
	PATTERN_LIMIT,
	PROGRAM_LIMIT,
	TEXT_LIMIT,
} from '../../../src/sync/safe-pattern';

/** Of the processor, far less than backtracking would take (2 to the power of the length). */
const PATIENCE_MS = 5_000;

/** Milliseconds of processor time that this process used, however busy the machine is. */
function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
}

function problemOf(expression: string): string {
	try {
		compilePattern(expression, 'Version Expression');
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		expect(error.message).toBe('The regular expression in "Version Expression" cannot be used.');
		return error.problems.map(({ field, message }) => `${field}: ${message}`).join('\n');
	}
	throw new Error(`"${expression.slice(0, 40)}" was taken`);
}

describe('estimateSize', () => {
	it.each`
		expression         | size
		${''}              | ${0}
		${'abc'}           | ${3}
		${'a{5}'}          | ${5}
		${'a{2,7}'}        | ${7}
		${'a{3,}'}         | ${3}
		${'(ab){4}'}       | ${12}
		${'((ab){2}c){3}'} | ${24}
		${'[a{9}]{2}'}     | ${2}
		${'[]{9}]{2}'}     | ${2}
		${'\\{9}'}         | ${3}
		${'\\p{Greek}{4}'} | ${4}
		${'a{x}'}          | ${4}
		${')))'}           | ${3}
		${'((('}           | ${3}
	`('$expression: $size', ({ expression, size }) => {
		expect(estimateSize(expression)).toBe(size);
	});
});

describe('compilePattern', () => {
	it.each`
		expression            | text           | cut
		${'v?(\\d+\\.\\d+)'}  | ${'v1.2'}      | ${'1.2'}
		${'\\d+'}             | ${'build 77'}  | ${'77'}
		${'(\\d+)|x'}         | ${'x'}         | ${undefined}
		${'(?P<v>\\d+)-(.+)'} | ${'7-rest'}    | ${'7'}
		${'(?i)RELEASE (.+)'} | ${'release 3'} | ${'3'}
		${'nothing'}          | ${'1.2'}       | ${undefined}
	`('$expression cuts $cut out of "$text"', ({ expression, text, cut }) => {
		expect(compilePattern(expression, 'Version Expression').cutOut(text)).toBe(cut);
	});

	it('finds anywhere, and matches as a whole', () => {
		const pattern = compilePattern('\\d+', 'Value');

		expect([pattern.isFoundIn('a1b'), pattern.matchesWhole('a1b')]).toEqual([true, false]);
		expect([pattern.isFoundIn('12'), pattern.matchesWhole('12')]).toEqual([true, true]);
	});

	it.each`
		expression          | says
		${'(?=a)'}          | ${'RE2 has no look-ahead and no look-behind'}
		${'(?!dev).*'}      | ${'RE2 has no look-ahead and no look-behind'}
		${'(?<=v)\\d'}      | ${'RE2 has no look-ahead and no look-behind'}
		${'(a)\\1'}         | ${'RE2 has no back references'}
		${'(?P<x>a)(?P=x)'} | ${'RE2 has no back references'}
		${'(?>a+)b'}        | ${'RE2 has no atomic groups'}
		${'a++'}            | ${'RE2 has no atomic groups'}
		${'['}              | ${'missing closing ]'}
		${'a{1001}'}        | ${'invalid repeat count'}
	`('L8: $expression is refused with what is wrong', ({ expression, says }) => {
		const problem = problemOf(expression);

		expect(problem).toContain(says);
		expect(problem).toContain('Version Expression: ');
		expect(problem).toContain('https://github.com/google/re2/wiki/Syntax');
	});

	it('a long expression is refused before it is compiled', () => {
		expect(problemOf('a'.repeat(PATTERN_LIMIT + 1))).toContain(
			`It has ${PATTERN_LIMIT + 1} characters, and at most ${PATTERN_LIMIT} are allowed.`,
		);
		expect(compilePattern('a'.repeat(PATTERN_LIMIT), 'Value').isFoundIn('b')).toBe(false);
	});

	it.each([
		'(?:a{900}){1}(?:b{900}){1}(?:c{900}){1}',
		'\\pL{800}\\pN{800}\\pL{800}',
		'x{999}'.repeat(160),
		`(?:${'y'.repeat(900)}){1000}`,
		'((((a{9}){9}){9}){9}){9}',
		`[${'z'.repeat(900)}]{900}(?:[z]{2}){900}`,
	])('an expression that grows too large is refused in time: %s', (expression) => {
		const start = cpuMs();

		expect(problemOf(expression)).toMatch(
			new RegExp(`too large \\(\\d+ steps, at most ${PROGRAM_LIMIT}\\)|invalid repeat count`),
		);
		expect(cpuMs() - start).toBeLessThan(PATIENCE_MS);
	});

	it.each([
		'(a+)+$',
		'(a*)*b',
		'(a|a)*$',
		'(a|aa)+$',
		'(.*)*x',
		'(.*a){30}$',
		'^(([a-z])+.)+[A-Z]([a-z])+$',
		'(?:a?){150}a{150}$',
		'(\\w+\\s?)*$',
		'(x+x+)+y',
		'([a-z]*)*[0-9]',
		'(?:\\pL{24}){24}$',
	])('a catastrophic expression takes no longer than its length and the text: %s', (expression) => {
		const pattern = compilePattern(expression, 'Version Expression');
		const text = `${'a'.repeat(TEXT_LIMIT - 1)}!`;
		const start = cpuMs();

		pattern.isFoundIn(text);
		pattern.cutOut(text);
		pattern.matchesWhole(text);

		expect(cpuMs() - start).toBeLessThan(PATIENCE_MS);
	});

	it('a text that is too long matches nothing', () => {
		const pattern = compilePattern('a', 'Value');
		const long = 'a'.repeat(TEXT_LIMIT + 1);

		expect(pattern.isFoundIn(long.slice(1))).toBe(true);
		expect([pattern.isFoundIn(long), pattern.matchesWhole(long), pattern.cutOut(long)]).toEqual([
			false,
			false,
			undefined,
		]);
	});
});
