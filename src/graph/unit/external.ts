import { glob } from '../../text/glob.js';

/**
 * Who lives outside of the tree, by the settings: `name` or `namespace/name`, `*` for any run of characters. A
 * namespace that nobody knows may be the one that a pattern names.
 */
export function externalServices(patterns: readonly string[]): (name: string, namespace: string | null) => boolean {
  const tests = patterns.map((pattern) => {
    const slash = pattern.indexOf('/');
    return {
      namespace: slash === -1 ? undefined : glob(pattern.slice(0, slash)),
      name: glob(pattern.slice(slash + 1)),
    };
  });
  return (name, namespace) =>
    tests.some(
      (test) =>
        test.name.test(name) && (test.namespace === undefined || namespace === null || test.namespace.test(namespace)),
    );
}
