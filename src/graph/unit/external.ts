import { glob } from '../../text/glob.js';

/** Who lives outside of the tree, by the settings. */
export interface ExternalServices {
  /** A namespace that nobody knows may be the one that a pattern names. */
  readonly has: (name: string, namespace: string | null) => boolean;
  /** The patterns that nothing was asked about so far, by their place in the list. */
  readonly unmet: () => readonly number[];
}

/** Reads the patterns: `name` or `namespace/name`, `*` for any run of characters. */
export function externalServices(patterns: readonly string[]): ExternalServices {
  const met = new Set<number>();
  const tests = patterns.map((pattern, at) => {
    const slash = pattern.indexOf('/');
    return {
      at,
      namespace: slash === -1 ? undefined : glob(pattern.slice(0, slash)),
      name: glob(pattern.slice(slash + 1)),
    };
  });
  return {
    has: (name, namespace) => {
      const fitting = tests.filter(
        (test) =>
          test.name.test(name) &&
          (test.namespace === undefined || namespace === null || test.namespace.test(namespace)),
      );
      for (const { at } of fitting) met.add(at);
      return fitting.length > 0;
    },
    unmet: () => tests.flatMap(({ at }) => (met.has(at) ? [] : [at])),
  };
}
