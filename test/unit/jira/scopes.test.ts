import { isScopeMismatch, neededScope } from '../../../src/jira/scopes';

it.each`
	method      | path                                    | scope
	${'GET'}    | ${'/rest/api/3/issue/ABC-1'}            | ${'read:jira-work'}
	${'POST'}   | ${'/rest/api/3/search/jql'}             | ${'read:jira-work'}
	${'POST'}   | ${'/rest/api/3/issue/bulkfetch'}        | ${'read:jira-work'}
	${'POST'}   | ${'/rest/api/3/issue'}                  | ${'write:jira-work'}
	${'PUT'}    | ${'/rest/api/3/issue/1/properties/n8n'} | ${'write:jira-work'}
	${'DELETE'} | ${'/rest/api/3/issue/1/remotelink'}     | ${'write:jira-work'}
	${'GET'}    | ${'/rest/api/3/myself'}                 | ${'read:jira-user'}
	${'GET'}    | ${'/rest/api/3/user/search'}            | ${'read:jira-user'}
	${'POST'}   | ${'/rest/api/3/version'}                | ${'manage:jira-project'}
	${'PUT'}    | ${'/rest/api/3/version/1'}              | ${'manage:jira-project'}
	${'GET'}    | ${'/rest/api/3/webhook'}                | ${'manage:jira-webhook'}
	${'PUT'}    | ${'/rest/api/3/webhook/refresh'}        | ${'manage:jira-webhook'}
	${'PUT'}    | ${'/rest/agile/1.0/issue/rank'}         | ${'write:issue:jira-software'}
	${'POST'}   | ${'/rest/agile/1.0/sprint/7/issue'}     | ${'write:sprint:jira-software'}
	${'GET'}    | ${'/rest/agile/1.0/sprint/7'}           | ${'read:sprint:jira-software'}
	${'GET'}    | ${'/rest/agile/1.0/board/3/sprint'}     | ${'read:sprint:jira-software'}
	${'GET'}    | ${'/rest/agile/1.0/board'}              | ${'read:board-scope:jira-software and read:project:jira'}
	${'POST'}   | ${'/rest/agile/1.0/backlog/issue'}      | ${'write:board-scope:jira-software'}
	${'POST'}   | ${'/rest/agile/1.0/epic/ABC-1/issue'}   | ${'write:epic:jira-software'}
	${'GET'}    | ${'/rest/agile/1.0/epic/ABC-1'}         | ${'read:epic:jira-software'}
	${'GET'}    | ${'/rest/agile/1.0/issue/ABC-1'}        | ${'read:issue:jira-software'}
`('$method $path needs $scope', ({ method, path, scope }) => {
	expect(neededScope({ method, path }).scope).toBe(scope);
});

it.each([
	[{ code: 401, message: 'Unauthorized; scope does not match' }, true],
	['{"code":401,"message":"Unauthorized; Scope does not match"}', true],
	[{ code: 401, message: 'Unauthorized' }, false],
	[undefined, false],
])('tells a missing scope from a dead token: %j', (body, expected) => {
	expect(isScopeMismatch(body)).toBe(expected);
});
