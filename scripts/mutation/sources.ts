import type { Ignorer } from '@stryker-mutator/api/ignore';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What Babel tells of a place in the sources, as far as it is asked. */
interface Place {
  readonly node: { readonly type: string; readonly elements?: readonly unknown[] };
  readonly parent: Place['node'] | undefined;
  readonly parentPath: Place | null;
  readonly hub?: { readonly file: { readonly code: string } };
}

/**
 * A table of facts has a source in the last column of its rows, for readers: no program reads it, so that no test can
 * tell it from another text.
 */
export const sources: Ignorer = {
  shouldIgnore(path) {
    const { node, parent, parentPath, hub } = path as Place;
    const isLastOfRow =
      node.type === 'StringLiteral' &&
      parent?.type === 'ArrayExpression' &&
      parent.elements?.at(-1) === node &&
      parentPath?.parent?.type === 'ArrayExpression';
    return isLastOfRow && /^type Row = .*, source: string\];$/m.test(hub?.file.code ?? '')
      ? 'a source, for readers'
      : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'sources', sources)];
