/** Checks again for a second, for what happens without anybody waiting for it. */
export async function expectSoon(check: () => Promise<void>): Promise<void> {
	for (let attempt = 0; ; attempt += 1) {
		try {
			return await check();
		} catch (error) {
			if (attempt >= 40) throw error;
			await new Promise((resolve) => setTimeout(resolve, 25));
		}
	}
}
