import type { INodeProperties } from 'n8n-workflow';
import { projectLocator } from '../../shared/descriptions/locators';

const SHOW = { operation: ['syncReleases'] };

function attribute(
	displayName: string,
	name: string,
	usual: string,
	what: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: usual,
		description: `Name of the attribute that holds ${what}`,
	};
}

/** Sync Releases: which project, and where in the item a release's parts are. */
export const releaseProperties: INodeProperties[] = [
	projectLocator(SHOW),
	{
		displayName: 'Release ID',
		name: 'releaseId',
		type: 'string',
		required: true,
		displayOptions: { show: SHOW },
		default: '={{ $json.id }}',
		description: 'ID of the release in its own system; ties it to its version',
	},
	{
		displayName: 'Release Attributes',
		name: 'releaseAttributes',
		type: 'collection',
		placeholder: 'Add attribute',
		displayOptions: { show: SHOW },
		default: {},
		description: 'Where the parts of a release are, if they are not named as in Aha!',
		options: [
			attribute(
				'Archived',
				'archived',
				'archived',
				'whether the version is archived (true or false)',
			),
			attribute('Description', 'description', 'description', 'the description, as plain text'),
			attribute('Name', 'name', 'name', 'the name of the version'),
			attribute(
				'Parking Lot',
				'parkingLot',
				'parking_lot',
				'true for a release that never is a version',
			),
			attribute('Release Date', 'releaseDate', 'release_date', 'the day of the release'),
			attribute('Released', 'released', 'released', 'whether it is released (true or false)'),
			attribute('Start Date', 'startDate', 'start_date', 'the first day'),
			attribute(
				'Version ID',
				'versionId',
				'version_id',
				'the ID of the version, where the release names it',
			),
		],
	},
];

/** Options of Sync Releases alone. */
export const releaseSystem: INodeProperties = {
	displayName: 'System',
	name: 'system',
	type: 'string',
	default: 'custom',
	description:
		'Short name of the system that the release lives in: the same as for the records, so that their releases are found',
};

/** Option of the operations that sync records. */
export const releaseAttribute: INodeProperties = {
	displayName: 'Release Attribute',
	name: 'releaseAttribute',
	type: 'string',
	default: '',
	placeholder: 'e.g. release',
	description:
		'Name of the attribute that holds the ID of the release of the record. Its version, as Sync Releases made it, is put into Fix Versions. Empty means that fix versions are left alone.',
};
