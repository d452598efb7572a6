import type { RichText } from '../state/model';
import { adfToText, textToAdf, type AdfDocument } from './adf';

/** Wiki text as REST v2 gives it. Of a document only the plain text is converted, no markup. */
export function toWiki(rich: RichText): string {
	return 'wiki' in rich ? rich.wiki : adfToText(rich.adf);
}

/** The document that REST v3 gives. Wiki text becomes plain paragraphs. */
export function toAdf(rich: RichText): AdfDocument {
	return 'adf' in rich ? rich.adf : textToAdf(rich.wiki);
}
