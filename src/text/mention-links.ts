import type { MentionedUsers } from '../model/user';
import { inlinesIn, mapInlines } from './map-inlines';
import type { Inline, RichText } from './tree';

/** Somebody whom a text names by a link to their address: `[@Kim Lee](mailto:kim@example.com)`. */
export interface NamedPerson {
	/** In lower case. */
	readonly address: string;
	/** As the text shows it, without `@`. */
	readonly name: string;
}

const ADDRESS = /^mailto:([^?]+)$/i;

/** T24: the one way in which Markdown and HTML mention somebody. A bare `@name` is text, whoever wrote it. */
function personIn(inline: Inline): NamedPerson | undefined {
	if (inline.type !== 'text' || !/^@\S/.test(inline.text)) return undefined;
	if (inline.marks.some(({ type }) => type === 'code')) return undefined;
	const link = inline.marks.find((mark) => mark.type === 'link');
	const address = ADDRESS.exec(link?.href ?? '')?.[1];
	if (address === undefined) return undefined;
	return { address: decoded(address).toLowerCase(), name: inline.text.slice(1) };
}

function decoded(address: string): string {
	try {
		return decodeURIComponent(address);
	} catch {
		return address;
	}
}

/** Everybody whom a tree names so, each address once. */
export function peopleNamedIn({ blocks }: RichText): readonly NamedPerson[] {
	const people = inlinesIn(blocks).flatMap((inline) => personIn(inline) ?? []);
	return [...new Map(people.map((person) => [person.address, person])).values()];
}

/** A tree in which links to known people are mentions of them; all other links stay as they are. */
export function withMentions(tree: RichText, users: MentionedUsers): RichText {
	if (peopleNamedIn(tree).length === 0) return tree;
	return mapInlines(tree, (inline) => {
		const person = personIn(inline);
		const user = person && Object.hasOwn(users, person.address) ? users[person.address] : undefined;
		return [user === undefined ? inline : { type: 'mention', ...user }];
	});
}

/** A mention in a tree. */
export type Mention = Extract<Inline, { readonly type: 'mention' }>;

/** All mentions of a tree, each user once. */
export function mentionsIn({ blocks }: RichText): readonly Mention[] {
	const mentions = inlinesIn(blocks).flatMap((inline) =>
		inline.type === 'mention' ? [inline] : [],
	);
	return [...new Map(mentions.map((mention) => [mention.id, mention])).values()];
}

/** A link that names somebody, as `peopleNamedIn` finds it. */
export function personLink(name: string, address: string): Inline {
	return {
		type: 'text',
		text: `@${name}`,
		marks: [{ type: 'link', href: `mailto:${encodeURI(address)}`, title: '' }],
	};
}
