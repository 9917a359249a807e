/** Put in by scripts/build.ts from package.json; absent where the sources run unbuilt. */
declare const SVCLINT_VERSION: string | undefined;

export const VERSION: string = typeof SVCLINT_VERSION === 'string' ? SVCLINT_VERSION : '0.0.0';
