import type { Graph } from '../../../src/graph/graph.js';
import { type BasePath, sharedBase } from '../../../src/k8s/listening/base-paths.js';
import { isHeard } from '../../../src/k8s/annotations/foreign-annotations.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { PROBES } from '../../../src/k8s/pods/checks.js';
import { httpPathsOf } from '../../../src/k8s/routes/ingress.js';
import { forgottenRest, isBelow, type LostPrefix, lostPrefix } from '../../../src/k8s/routes/ingress-paths.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString, type Path, type Place } from '../../../src/tree/tree.js';

/**
 * `rewrite-target` replaces the whole path of a request, so that the Pods do not see where it was sent (semantics 7.1).
 * Pods that are probed below that path serve there.
 */
export default defineRule({
  id: 'path-rewritten-away',
  severity: 'warning',
  summary: 'A rewrite target that takes away the path below which the Pods serve, or what follows the path',
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  fixable: false,
  since: '0.1.0',

  *check(ingress, graph) {
    if (ingress.partial || graph.unit.isRefused(ingress)) return;
    const served = new Map<string, Served>(); // many paths may lead to one Service
    for (const path of httpPathsOf(ingress)) {
      const forgotten = forgottenRest(ingress, path);
      if (forgotten !== undefined) {
        if (!isHeard(ingress, forgotten.targetPath, graph.routes.takersOf(ingress))) return;
        yield withoutRest(ingress, path, forgotten);
        return; // the others are told in the same way
      }
      const lost = lostPrefix(ingress, path);
      const name = getString(ingress.tree, ...path, 'backend', 'service', 'name');
      if (lost === undefined || name === undefined) continue;
      const known = served.get(name) ?? servedBy(backendPods(ingress, name, graph), graph);
      served.set(name, known);
      const evidence = evidenceFor(lost.prefix, known);
      if (evidence === undefined) continue;
      if (!isHeard(ingress, lost.targetPath, graph.routes.takersOf(ingress))) return;
      yield rewritten(ingress, path, lost, evidence);
      return; // the others are told in the same way
    }
  },
});

function backendPods(ingress: Resource, name: string, { names, selection }: Graph): readonly PodTemplate[] {
  const found = names.service({ name, namespace: undefined, from: ingress });
  const [service, ...others] = found.kind === 'found' && found.certain ? found.services : [];
  return service === undefined || others.length > 0 ? [] : selection.matching(service);
}

interface Probe {
  readonly path: string;
  readonly at: Place;
}

/** What tells the paths that Pods know: their probes, and the base path that their program is told. */
interface Served {
  readonly probes: readonly Probe[];
  readonly base: BasePath | undefined;
}

function servedBy(templates: readonly PodTemplate[], { ports }: Graph): Served {
  const base = sharedBase(templates, (template, container) => ports.basePaths(template, container));
  return { probes: probesOf(templates), base: base?.until === undefined ? base : undefined };
}

/** A text by which the Pods serve below the prefix, what it says, and a path that they know. */
interface Evidence extends Probe {
  readonly said: string;
}

function evidenceFor(prefix: string, { probes, base }: Served): Evidence | undefined {
  if (base?.prefix === prefix) return { path: `${prefix}/`, at: base.at, said: `${code(base.said)} says so` };
  const probe = probeBelow(prefix, probes);
  return probe && { ...probe, said: `the kubelet asks the Pods for ${code(probe.path)}` };
}

function probesOf(templates: readonly PodTemplate[]): readonly Probe[] {
  return templates.flatMap(({ containers }) =>
    containers.flatMap((container) =>
      PROBES.flatMap((probe): readonly Probe[] => {
        const path = getString(container.get(probe), 'httpGet', 'path');
        return path === undefined ? [] : [{ path, at: container.at(probe, 'httpGet', 'path') }];
      }),
    ),
  );
}

/** A probe of a page below the prefix, if no probe asks for a page elsewhere. */
function probeBelow(prefix: string, probes: readonly Probe[]): Probe | undefined {
  if (!probes.every(({ path }) => isBelow(path, prefix))) return undefined;
  return probes.find(({ path }) => path !== prefix && !PAGES_FOR_PROBES.test(path));
}

/** Pages that a program has for probes alone, below a word that tells nothing of the others (semantics 7.1). */
const PAGES_FOR_PROBES = /^\/minio\/health\//;

function rewritten(
  ingress: Resource,
  path: Path,
  { prefix, target, targetPath }: LostPrefix,
  evidence: Evidence,
): Finding {
  const isOne = !target.includes('$');
  return {
    message:
      `${describe(ingress)} rewrites ${code(`${prefix}/…`)} to ${code(target)}, ` +
      `and the Pods behind it serve below ${code(prefix)}`,
    at: { place: ingress.at(...targetPath), text: isOne ? 'every request arrives as this' : `without ${code(prefix)}` },
    related: [
      { place: ingress.at(...path, 'path'), text: 'what is taken away' },
      { place: evidence.at, text: evidence.said },
    ],
    notes: [
      isOne
        ? `a request for ${code(evidence.path)} reaches the Pods as ${code(target)}: what follows the path is lost`
        : 'the Pods get a request without the path under which they know it, and answer 404',
    ],
    help: 'take the annotation away, so that the path arrives as it was sent',
  };
}

function withoutRest(ingress: Resource, path: Path, { target, targetPath }: Omit<LostPrefix, 'prefix'>): Finding {
  const text = getString(ingress.tree, ...path, 'path') ?? '';
  const grouped = /\(/.test(text) ? text : text.replace(/\.[*+]/, '($&)');
  return {
    message: `${describe(ingress)} rewrites every request of ${code(text)} to ${code(target)}`,
    at: { place: ingress.at(...targetPath), text: 'every request arrives as this' },
    related: [{ place: ingress.at(...path, 'path'), text: 'what follows the beginning is matched, and lost' }],
    notes: ['the target replaces the whole path: pages, scripts and images below it are all asked for as one'],
    help: `put what shall be kept in a group, ${code(grouped)}, and take it in the target, ${code(`${target}$1`)}`,
  };
}
