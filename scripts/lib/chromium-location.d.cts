/** Path of Chromium or Chrome: `CHROMIUM_PATH`, else the first one found in `PATH`. */
export function findChromium(): string | undefined;
