import { createHash } from 'node:crypto';
import {
	chooseVersion,
	claimedVersions,
	claimKey,
	decodeClaim,
	encodeClaim,
	isClaimOf,
	readClaimKeys,
	unlinkedVersions,
	type Claim,
} from '../../../../src/sync/releases/claims';
import type { JsonValue } from '../../../../src/model/json';
import type { ProjectVersion } from '../../../../src/model/version';
import { release } from '../../../support/releases';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const R1 = release('R1', { name: 'Spring' });
const DAY_MS = 86_400_000;
const KEY = claimKey('default', R1, DAY_MS, digest);

function version(id: string, name: string, more: Partial<ProjectVersion> = {}): ProjectVersion {
	return { id, name, released: false, archived: false, ...more };
}

function claimOf(value: JsonValue): Claim {
	const [key] = readClaimKeys('default', [KEY]);
	const claim = key && decodeClaim(key, value);
	if (claim === undefined) throw new Error('no claim');
	return claim;
}

describe('claims of versions (rows V12 and V13)', () => {
	it('are known by their keys, among other properties', () => {
		const others = ['n8n-jira-sync.default.versions', 'n8n-jira-sync.other.versions.a.b.c', 'x'];
		const odd = ['n8n-jira-sync.default.versions.a.b', 'n8n-jira-sync.default.versions.a.b.c.d'];
		const keys = readClaimKeys('default', [...others, ...odd, KEY]);
		expect(keys.map(({ key, at }) => ({ key, at }))).toEqual([{ key: KEY, at: DAY_MS }]);
		expect(keys.map((key) => isClaimOf(key, R1, digest))).toEqual([true]);
		const other = release('R2', { name: 'Spring' });
		expect(keys.map((key) => isClaimOf(key, other, digest))).toEqual([false]);
	});

	it.each([undefined, null, 'text', {}, { held: [] }])('damaged: %j is no claim', (value) => {
		expect(decodeClaim({ key: KEY, at: 0, release: 'a', name: 'b' }, value)).toBeUndefined();
	});

	it('of a version whose id was noted: sure, whatever it is called now', () => {
		const claim = claimOf(encodeClaim(version('', 'Spring'), digest, '7'));
		const versions = [version('7', 'Renamed'), version('8', 'Spring')];
		expect(claimedVersions([claim], versions, 90 * DAY_MS, digest)).toEqual([
			{ version: versions[0], isSure: true, isAsMade: false },
		]);
	});

	it('of a run that died: by its name, for a day', () => {
		const claim = claimOf(encodeClaim(version('', 'Spring'), digest));
		const versions = [version('7', 'Spring'), version('8', 'Spring', { description: 'Mine' })];
		expect(claimedVersions([claim], versions, DAY_MS + 1, digest)).toEqual([
			{ version: versions[0], isSure: false, isAsMade: true },
			{ version: versions[1], isSure: false, isAsMade: false },
		]);
		expect(claimedVersions([claim], versions, 2 * DAY_MS, digest)).toEqual([]);
	});

	it('the lowest id lives, before it the one that the release names, or a linked one without a claim', () => {
		const all = [version('10', 'b'), version('9', 'a'), version('3', 'people')] as const;
		const [ten, nine, people] = all;
		const claimed = [ten, nine].map((made) => ({ version: made, isSure: true, isAsMade: false }));
		const kept = (...given: [typeof R1, ProjectVersion | undefined]) =>
			chooseVersion(...given, claimed, all)?.kept.id;

		expect(kept(R1, ten)).toBe('9');
		expect(kept(R1, undefined)).toBe('9');
		expect(kept(R1, people)).toBe('3');
		expect(kept({ ...R1, versionId: '10' }, nine)).toBe('10');
		expect(chooseVersion(R1, undefined, [], all)).toBeUndefined();
		const others = chooseVersion(R1, ten, claimed, all)?.others;
		expect(others?.map((other) => other.version.id)).toEqual(['10']);
	});

	it('unlinked versions have one digest in any order, and none is empty', () => {
		const [one, two] = [version('1', 'a'), version('2', 'b')];
		const table = new Map([['records R1', { version: '1' }]]);
		expect(unlinkedVersions(table, [one], digest)).toEqual({ versions: [], digest: '' });
		expect(unlinkedVersions(table, [one, two], digest).versions).toEqual([two]);
		const there = unlinkedVersions(new Map(), [one, two], digest).digest;
		expect(unlinkedVersions(new Map(), [two, one], digest).digest).toBe(there);
		expect(there).not.toBe(unlinkedVersions(new Map(), [one], digest).digest);
	});
});
