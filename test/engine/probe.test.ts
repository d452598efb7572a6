import { useEngine, locator, mapped, TEMPLATE, CRASH, ROW, type EngineJira } from '../support/engine-jira';
import { createServer } from 'node:http';
const { open } = useEngine();
const SHOW: string[] = [];
afterAll(() => { require('node:fs').writeFileSync('/tmp/probe.txt', SHOW.join('\n')); });
describe.each(['cloud','dataCenter'] as const)('%s', (d) => {
  it('probe', async () => {
    const jira = await open(d);
    const key = await jira.site.asUser('kim').create('CRASH','Bug',{summary:'x'});
    const plan = await jira.site.asUser('kim').create('PLAN','Task',{summary:'x'});
    const show = async (name: string, p: Promise<any>) => {
      const r = await p; const e: any = r.error;
      SHOW.push(`=== ${d} ${name}\n${r.status} [${e?.name}] idx=${e?.context?.itemIndex} http=${e?.httpCode}\nM: ${e?.message}\nD: ${e?.description}\nMS: ${JSON.stringify(e?.messages)} writes=${jira.writes().join(';')} ${e ? '' : JSON.stringify(r.json('Node')).slice(0,600)}`);
      jira.site.clearRequests();
    };
    const create = (more: object) => ({ operation:'create', project: locator('CRASH'), issueType: locator('Bug','name'), summary:'s', ...more });
    const srv = createServer((q,s)=>{ s.writeHead(200,{'content-type':'text/html'}); s.end('<!doctype html><title>Welcome</title>');});
    await new Promise<void>(r=>srv.listen(0,'127.0.0.1',()=>r()));
    const html = `http://127.0.0.1:${(srv.address() as any).port}`;
    const srv404 = createServer((q,s)=>{ s.writeHead(404,{'content-type':'text/html'}); s.end('<!doctype html><title>Not Found here</title>');});
    await new Promise<void>(r=>srv404.listen(0,'127.0.0.1',()=>r()));
    const h404 = `http://127.0.0.1:${(srv404.address() as any).port}`;
    const get = { operation:'get', issue: locator(key) };
    for (const [n,u] of [['refused','http://127.0.0.1:1'],['unknown host','http://no-such-host.invalid'],['html',html],['404html',h404],['no context', jira.url.replace(/\/jira\d+$/,'')],['wrong ctx', jira.url.replace(/\/jira\d+$/,'/wrong')],['rest', jira.url+'/rest/api/2/'],['empty',''],['ftp','ftp://x'],['notaurl','not a url'], ['browse', jira.url+'/browse/CRASH-1']] as const)
      await show(n, jira.run('jiraIssue', get, [{}], {credential:{baseUrl:u}}));
    for (const op of [get, {operation:'getAll', jql:'project = CRASH'}, create({}), {operation:'upsert', ...TEMPLATE, preset:'generic', recordId:'a', recordTitle:'t'}, {operation:'transition', issue:locator(key), status:'Done'},{operation:'addComment', issue:locator(key), comment:'c'},{operation:'update', issue:locator(key), fields: mapped({summary:'y'})}])
      await show('dead token '+op.operation, jira.run('jiraIssue', op, [{}], {credential:{secret:'dead-token-1234567'}}));
    for (const op of ['syncPair','reconcileMany','link','unlink'])
      await show('dead token '+op, jira.run('jiraSync', {operation:op, issue:locator(key)}, [ROW], {credential:{secret:'dead-token-1234567'}}));
    await show('dead RU', jira.run('jiraResolvedUntil', {}, [CRASH], {credential:{secret:'dead-token-1234567'}}));
    for (const op of [get, create({}), {operation:'upsert', ...TEMPLATE, preset:'generic', recordId:'a', recordTitle:'t'}, {operation:'transition', issue:locator(key), status:'Done'},{operation:'addComment', issue:locator(key), comment:'c'},{operation:'update', issue:locator(key), fields: mapped({summary:'y'})},{operation:'getAll', jql:'project = CRASH'}])
      await show('noperm '+op.operation, jira.run('jiraIssue', op, [{}], {as:'noperm'}));
    await show('unknown project', jira.run('jiraIssue', create({project: locator('NOPE')})));
    await show('unknown project upsert', jira.run('jiraIssue', {operation:'upsert', ...TEMPLATE, project: locator('NOPE')}, [CRASH]));
    await show('unknown project reconcile', jira.run('jiraSync', {operation:'reconcileMany', missingIssues:'create', ...TEMPLATE, project: locator('NOPE')}, [ROW]));
    await show('unknown type', jira.run('jiraIssue', create({issueType: locator('Bugg','name')})));
    await show('unknown type upsert', jira.run('jiraIssue', {operation:'upsert', ...TEMPLATE, issueType: locator('Bugg','name')}, [CRASH]));
    await show('missing required', jira.run('jiraIssue', create({project: locator('PLAN'), issueType: locator('Story','name')})));
    await show('missing summary', jira.run('jiraIssue', create({summary:'={{ $json.nope }}'})));
    await show('unknown option', jira.run('jiraIssue', create({fields: mapped({customfield_10013:'Majr'})})));
    await show('unknown prio', jira.run('jiraIssue', create({fields: mapped({priority:'Hihg', components:'UX', fixVersions:'9.9'})})));
    await show('unknown field', jira.run('jiraIssue', create({fields: mapped({customfield_99999:'Majr'})})));
    await show('off screen', jira.run('jiraIssue', create({fields: mapped({customfield_10099:'Majr'})})));
    await show('bad number', jira.run('jiraIssue', create({fields: mapped({customfield_10012:'many', duedate:'tomorrow', customfield_10020:'not url'})})));
    await show('unknown user create', jira.run('jiraIssue', create({fields: mapped({assignee:'nobody@example.com'})})));
    await show('unknown user update', jira.run('jiraIssue', {operation:'update', issue:locator(key), fields: mapped({assignee:'nobody@example.com'})}));
    await show('unknown user reporter create', jira.run('jiraIssue', create({fields: mapped({reporter:'nobody@example.com'})})));
    await show('no transition', jira.run('jiraIssue', {operation:'transition', issue:locator(key), status:'Done'}));
    await show('no such status', jira.run('jiraIssue', {operation:'transition', issue:locator(key), status:'Shipped'}));
    await show('unknown issue', jira.run('jiraIssue', {operation:'get', issue:locator('CRASH-999')}));
    await show('unknown issue comment', jira.run('jiraIssue', {operation:'addComment', comment:'c', issue:locator('CRASH-999')}));
    await show('bad key', jira.run('jiraIssue', {operation:'get', issue:locator('../../x y')}));
    await show('bad jql', jira.run('jiraIssue', {operation:'getAll', jql:'projct = 1'}));
    await show('bad jql syntax', jira.run('jiraIssue', {operation:'getAll', jql:'project = = 1'}));
    await show('unbounded jql', jira.run('jiraIssue', {operation:'getAll', jql:'ORDER BY created'}));
    await show('no id bt', jira.run('jiraIssue', {operation:'upsert', ...TEMPLATE}, [{a:1}]));
    await show('no id generic', jira.run('jiraIssue', {operation:'upsert', ...TEMPLATE, preset:'generic'}, [{a:1}]));
    await show('no id sync', jira.run('jiraSync', {operation:'syncPair'}, [{a:1}]));
    await show('no id reconcile', jira.run('jiraSync', {operation:'reconcileMany'}, [{a:1}]));
    await show('no id RU', jira.run('jiraResolvedUntil', {}, [{a:1}]));
    await show('sync not linked', jira.run('jiraSync', {operation:'syncPair'}, [ROW]));
    await show('link no issue', jira.run('jiraSync', {operation:'link', issue: locator('CRASH-999')}, [ROW]));
    await show('confirm bad', jira.run('jiraSync', {operation:'confirm', delivered:'{{}}'}, [ROW]));
    await show('comment empty', jira.run('jiraIssue', {operation:'addComment', issue:locator(key), comment:''}));
    await show('update nothing', jira.run('jiraIssue', {operation:'update', issue:locator(key), fields: mapped({})}));
    srv.close(); srv404.close();
  }, 60000);
});
