import type { Graph } from '../../../src/graph/graph.js';
import { ingressPathRule } from '../../../src/k8s/entries/path-rule.js';
import { type BasePath, sharedBase } from '../../../src/k8s/listening/base-paths.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { httpPathsOf, onlyRedirects } from '../../../src/k8s/routes/ingress.js';
import { isBelow } from '../../../src/k8s/routes/ingress-paths.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getEntries, getString, type Path } from '../../../src/tree/tree.js';

/**
 * A controller hands the path of a request on as it came (semantics 7.1), and a program that is told a base path
 * answers below it alone, or only puts it into its links (semantics 6.5).
 */
export default defineRule({
  id: 'route-beside-base-path',
  severity: 'warning',
  summary: 'A path of an Ingress that the program behind it answers with 404, for the base path which it is told',
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  fixable: false,
  since: '0.1.0',

  *check(ingress, graph) {
    if (ingress.partial || graph.unit.isRefused(ingress) || isRewritten(ingress) || onlyRedirects(ingress)) return;
    const paths = new Map<string, readonly Path[]>();
    for (const path of httpPathsOf(ingress)) {
      const name = backendOf(ingress, path);
      if (name !== undefined) paths.set(name, [...(paths.get(name) ?? []), path]);
    }
    for (const [name, leading] of paths) {
      const texts = leading.flatMap((path) => plainPath(ingress, path) ?? []);
      // The root, a pattern, and what takes it from all others.
      if (texts.length < leading.length || texts.includes('')) continue;
      const base = baseBehind(ingress, name, graph);
      const [first] = leading;
      const [text] = texts;
      if (base === undefined || first === undefined || text === undefined) continue;
      if (texts.every((each) => isAstray(each, base))) yield beside(ingress, first, text, base);
    }
  },
});

/** Annotations of any controller that may change a path on its way, middlewares and snippets among them. */
const OTHERWISE =
  /rewrite|snippet|middleware|strip|replace|transform|rule-type|path-prefix|plugin|action|redirect|regex|konghq/;

const isRewritten = (ingress: Resource): boolean =>
  getEntries(ingress.tree, 'metadata', 'annotations').some(({ key }) => OTHERWISE.test(key));

const backendOf = (ingress: Resource, path: Path): string | undefined =>
  getString(ingress.tree, ...path, 'backend', 'service', 'name') ??
  getString(ingress.tree, ...path, 'backend', 'serviceName');

/** What every request begins with, without a slash at its end; undefined for a pattern. */
function plainPath(ingress: Resource, path: Path): string | undefined {
  const { kind, text } = ingressPathRule(ingress, path);
  const bare = text.replace(/\/\*?$/, '');
  return kind !== 'open' && (bare === '' || /^(?:\/[\w.-]+)+$/.test(bare)) ? bare : undefined;
}

function baseBehind(ingress: Resource, name: string, { names, selection, ports }: Graph): BasePath | undefined {
  const found = names.service({ name, namespace: undefined, from: ingress });
  const [service, ...others] = found.kind === 'found' && found.certain ? found.services : [];
  if (service === undefined || others.length > 0 || service.resource.patched) return undefined;
  return sharedBase(selection.matching(service), (template, container) => ports.basePaths(template, container));
}

/** No request of the path is one that the program answers. */
const isAstray = (text: string, { prefix, until }: BasePath): boolean =>
  until === undefined ? !isBelow(text, prefix) && !isBelow(prefix, text) : isBelow(text, prefix);

function beside(ingress: Resource, path: Path, text: string, { prefix, at, said, until }: BasePath): Finding {
  const named = { place: ingress.at(...path, 'path'), text: 'the Pods get requests with this path' };
  if (until === undefined)
    return {
      message: `${describe(ingress)} sends ${code(text)} to a program that answers below ${code(prefix)}`,
      at: named,
      related: [{ place: at, text: `${code(said)} says so` }],
      notes: ['nothing takes the path away or puts another before it, and every request is answered with 404'],
      help: `route ${code(prefix)} there, or make the base path of the program ${code(text)}`,
    };
  return {
    message: `${describe(ingress)} sends ${code(text)} to a program that does not answer below ${code(prefix)}`,
    at: named,
    related: [{ place: at, text: `${code(said)} is for links, without ${code(until)}` }],
    notes: ['the program leaves it to the proxy to take the path away, and does not know what is asked below it'],
    help: `let the Ingress take ${code(prefix)} away, or tell the program to do so with ${code(until)}`,
  };
}
