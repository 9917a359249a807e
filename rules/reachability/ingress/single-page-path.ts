import type { Graph } from '../../../src/graph/graph.js';
import { sharedBase } from '../../../src/k8s/listening/base-paths.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { PROBES } from '../../../src/k8s/pods/checks.js';
import { httpPathsOf, ingressClassOf } from '../../../src/k8s/routes/ingress.js';
import { isBelow } from '../../../src/k8s/routes/ingress-paths.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString, type Path, type Place } from '../../../src/tree/tree.js';

/** GKE takes a path of type ImplementationSpecific as it stands: one page, unless it ends in `/*` (semantics 7.1). */
export default defineRule({
  id: 'single-page-path',
  severity: 'warning',
  summary: 'A path of an Ingress of GKE that matches one page, before Pods that have others below it',
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  fixable: false,
  since: '0.1.0',

  *check(ingress, graph) {
    if (!CLASSES.has(ingressClassOf(ingress) ?? '') || ingress.partial || graph.unit.isRefused(ingress)) return;
    const routes = httpPathsOf(ingress).map((path) => routeAt(ingress, path));
    const fallback = serviceOf(ingress, ['spec', 'defaultBackend']) ?? serviceOf(ingress, ['spec', 'backend']);
    for (const route of routes) {
      if (!route.isLiteral || route.service === undefined || route.service === fallback) continue;
      const beside = routes.filter((other) => other !== route && other.rule === route.rule);
      if (beside.some((other) => covers(other, route))) continue;
      const below = route.text === '/' ? NOWHERE : pageBelow(route.text, podsOf(ingress, route.service, graph), graph);
      // Who lists pages of one host means pages.
      if (below !== undefined && (below !== NOWHERE || beside.length === 0)) yield onePage(ingress, route, below);
    }
  },
});

const CLASSES = new Set(['gce', 'gce-internal']);

interface Route {
  readonly path: Path;
  readonly rule: string;
  readonly text: string;
  readonly service: string | undefined;
  /** GKE compares it as it stands; a file such as `/robots.txt` is one page on purpose. */
  readonly isLiteral: boolean;
}

function routeAt(ingress: Resource, path: Path): Route {
  const text = getString(ingress.tree, ...path, 'path') ?? '';
  const type = getString(ingress.tree, ...path, 'pathType') ?? 'ImplementationSpecific';
  const isLiteral = type === 'ImplementationSpecific' && /^\/[\w/-]*$/.test(text);
  return { path, rule: String(path[2]), text, isLiteral, service: serviceOf(ingress, [...path, 'backend']) };
}

const serviceOf = (ingress: Resource, path: Path): string | undefined =>
  getString(ingress.tree, ...path, 'service', 'name') ?? getString(ingress.tree, ...path, 'serviceName');

/** Another path of the host by which what lies below this one gets somewhere. */
const covers = (other: Route, { text }: Route): boolean =>
  other.text === '' || (!other.isLiteral && isBelow(text.replace(/\/$/, ''), other.text.replace(/\/\*?$/, '')));

/** A text that names a page below the path. */
interface Below {
  readonly at: Place;
  readonly said: string;
}

const NOWHERE = 'nowhere';

function podsOf(ingress: Resource, name: string, { names, selection }: Graph): readonly PodTemplate[] {
  const found = names.service({ name, namespace: undefined, from: ingress });
  const [service, ...others] = found.kind === 'found' && found.certain ? found.services : [];
  return service === undefined || others.length > 0 ? [] : selection.matching(service);
}

function pageBelow(text: string, templates: readonly PodTemplate[], { ports }: Graph): Below | undefined {
  const stem = text.replace(/\/$/, '');
  const base = sharedBase(templates, (template, container) => ports.basePaths(template, container));
  if (base !== undefined && isBelow(base.prefix, stem)) return { at: base.at, said: `${code(base.said)} says so` };
  for (const { containers } of templates)
    for (const container of containers)
      for (const probe of PROBES) {
        const asked = getString(container.get(probe), 'httpGet', 'path') ?? '';
        if (asked.startsWith(`${stem}/`) && asked.length > stem.length + 1)
          return { at: container.at(probe, 'httpGet', 'path'), said: `the Pods have ${code(asked)}` };
      }
  return undefined;
}

function onePage(ingress: Resource, { path, text }: Route, below: Below | typeof NOWHERE): Finding {
  const stem = text.replace(/\/$/, '');
  return {
    message: `${describe(ingress)} sends the one page ${code(text)} to its backend, and nothing below it`,
    at: { place: ingress.at(...path, 'path'), text: 'GKE takes this path as it stands' },
    related: below === NOWHERE ? [] : [{ place: below.at, text: below.said }],
    notes: [`a request for ${code(`${stem}/…`)} goes to the default backend, which answers 404`],
    help: `write ${code(`${stem}/*`)}, or \`pathType: Prefix\``,
  };
}
