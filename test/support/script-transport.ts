import type { HttpRequest, HttpResponse, HttpTransport } from '../../src/http/transport';

/** What a scripted service answers: a response, or an error for "no answer came". */
export type ScriptedAnswer = Partial<HttpResponse> | Error;

/** A network whose answers are decided by a function; keeps what was sent. */
export function scriptTransport(
	answer: (request: HttpRequest, index: number) => ScriptedAnswer,
): HttpTransport & { readonly sent: readonly HttpRequest[] } {
	const sent: HttpRequest[] = [];
	return {
		sent,
		send: async (request) => {
			sent.push(request);
			const given = answer(request, sent.length - 1);
			if (given instanceof Error) throw given;
			return { status: 200, headers: {}, body: undefined, ...given };
		},
	};
}
