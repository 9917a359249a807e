/** Put in by scripts/build.ts from package.json; absent where the sources run unbuilt. */
declare const SVCLINT_VERSION: string | undefined;

export const VERSION: string = typeof SVCLINT_VERSION === 'string' ? SVCLINT_VERSION : '0.0.0';

/** Put in as well where package.json has a `homepage`: the address below which the pages of this version stand. */
declare const SVCLINT_PAGES: string | undefined;

export const PAGES: string | undefined = typeof SVCLINT_PAGES === 'string' ? SVCLINT_PAGES : undefined;
