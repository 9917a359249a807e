export const KNOWN_CIRCLES: readonly (readonly string[])[];
