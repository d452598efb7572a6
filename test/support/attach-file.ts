import type { JiraSite } from '../../simulators/jira/site';
import type { Deployment } from './story-world';

/** Attaches a file to an issue as somebody does in Jira; answers its id. */
export async function attachFile(
	site: JiraSite,
	deployment: Deployment,
	key: string,
	filename: string,
): Promise<string> {
	const form = new FormData();
	form.append('file', new Blob(['picture'], { type: 'image/png' }), filename);
	const encoded = new Response(form);
	const answer = await site.transport('kim').send({
		method: 'POST',
		path: `/rest/api/${deployment === 'cloud' ? 3 : 2}/issue/${key}/attachments`,
		headers: {
			'content-type': encoded.headers.get('content-type') ?? '',
			'x-atlassian-token': 'no-check',
		},
		body: new Uint8Array(await encoded.arrayBuffer()),
	});
	const [file] = answer.body as readonly { readonly id: string }[];
	if (answer.status !== 200 || file === undefined) throw new Error(`Not attached: ${filename}`);
	return file.id;
}
