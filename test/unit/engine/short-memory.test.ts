import { createShortMemory } from '../../../src/engine/short-memory';

describe('createShortMemory', () => {
	it('remembers for a while', () => {
		let now = 0;
		const recent = createShortMemory({ now: () => now }, { keepMs: 100, limit: 10 });
		recent.set('a', '1');

		now = 100;
		expect(recent.get('a')).toBe('1');
		now = 101;
		expect(recent.get('a')).toBeUndefined();
	});

	it('forgets the oldest beyond its limit; writing again makes an entry young', () => {
		const recent = createShortMemory({ now: () => 0 }, { keepMs: 100, limit: 2 });
		recent.set('a', '1');
		recent.set('b', '2');
		recent.set('a', '3');
		recent.set('c', '4');

		expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual(['3', undefined, '4']);
	});
});
