const PICTURE = /\.(?:png|jpe?g|gif|svg|bmp|webp|tiff?|ico|heic|avif)$/i;

/** Whether an attachment of this name is shown as a picture; others are embedded in ways of their own. */
export function isPictureName(name: string): boolean {
	return PICTURE.test(name);
}
