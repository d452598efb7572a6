import { createKeyedLock, runWithKeys } from '../../../src/engine/keyed-lock';

const tick = async () => await new Promise((resolve) => setImmediate(resolve));

describe('createKeyedLock', () => {
	it('runs work on one key in the order it came, and other keys beside it', async () => {
		const lock = createKeyedLock();
		const log: string[] = [];
		const work = (name: string) => async () => {
			log.push(`${name} starts`);
			await tick();
			log.push(`${name} ends`);
		};

		await Promise.all([
			lock.run('a', work('a1')),
			lock.run('a', work('a2')),
			lock.run('b', work('b1')),
		]);

		const ofA = log.filter((line) => line.startsWith('a'));
		expect(ofA).toEqual(['a1 starts', 'a1 ends', 'a2 starts', 'a2 ends']);
		expect(log.indexOf('b1 starts')).toBeLessThan(log.indexOf('a1 ends'));
	});

	it('a failure belongs to its own caller alone', async () => {
		const lock = createKeyedLock();
		const failing = lock.run('a', async () => {
			await tick();
			throw new Error('mine');
		});
		const next = lock.run('a', async () => 'fine');

		await expect(failing).rejects.toThrow('mine');
		await expect(next).resolves.toBe('fine');
	});

	it('work that comes while the last one ends still waits its turn', async () => {
		const lock = createKeyedLock();
		let running = 0;
		let most = 0;
		const work = async () => {
			running += 1;
			most = Math.max(most, running);
			await tick();
			running -= 1;
		};

		const first = lock.run('a', work);
		await tick();
		await Promise.all([
			first,
			lock.run('a', work),
			first.then(async () => await lock.run('a', work)),
		]);

		expect(most).toBe(1);
	});
});

describe('runWithKeys', () => {
	it('takes keys in one fixed order: two callers never wait in a ring', async () => {
		const lock = createKeyedLock();
		const work = async () => await tick();

		await Promise.all([
			runWithKeys(lock, ['a', 'b', 'b'], work),
			runWithKeys(lock, ['b', 'a'], work),
		]);

		await expect(lock.run('a', async () => 'free')).resolves.toBe('free');
	});

	it('frees every key after a failure', async () => {
		const lock = createKeyedLock();
		await expect(
			runWithKeys(lock, ['a', 'b'], async () => await Promise.reject(new Error('x'))),
		).rejects.toThrow('x');

		await expect(runWithKeys(lock, ['b', 'a'], async () => 'free')).resolves.toBe('free');
	});
});
