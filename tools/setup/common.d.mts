/** Builds the web when its sources are newer than what was built. */
export function ensureWeb(): void
