import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import type { Graph } from '../../graph/graph.js';
import { sourcesOf } from '../../k8s/listening/config-sources.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { writtenSpan, type Span } from '../../text/source-file.js';
import type { Place, Tree } from '../../tree/tree.js';
import type { Findings } from '../evidence/findings.js';

/** What a hop may ask: the graph that its objects stand in, and what the rules say. */
export interface Ground {
  readonly graph: Graph;
  readonly findings: Findings;
}

/** The findings of some rules about an object. */
export function saidOf(
  resource: Resource,
  rules: readonly string[],
  { graph, findings }: Ground,
): readonly Diagnostic[] {
  return findings.about(resource, graph.namespaces).filter(({ rule }) => rules.includes(rule));
}

/** The findings of some rules about what makes the Pods, and about the files that their containers read. */
export function saidAround(template: PodTemplate, rules: readonly string[], ground: Ground): readonly Diagnostic[] {
  const { resource } = template.workload;
  const files = sourcesOf(template).flatMap(({ kind, name }) => ground.graph.unit.find('', kind, name, resource));
  return [resource, ...files].flatMap((each) => saidOf(each, rules, ground));
}

/** What makes the API server refuse an object. */
export function refusalOf(resource: Resource, { graph, findings }: Ground): Diagnostic | undefined {
  return findings.about(resource, graph.namespaces).find(({ severity }) => severity === 'error');
}

/** True where a finding shows some text of the tree, as its own or as a related one. */
export function shows(finding: Diagnostic, tree: Tree | undefined): boolean {
  for (const place of placesIn(tree)) if (showsPlace(finding, place)) return true;
  return false;
}

/** Of some findings the one about the text at a place; else the one about what an alias repeats there. */
export function findingAt(findings: readonly Diagnostic[], { span, anchor }: Place): Diagnostic | undefined {
  const isAt = (each: Diagnostic, { file, start }: Span): boolean =>
    each.primary.span.file === file && each.primary.span.start === start;
  const own = findings.find((each) => isAt(each, writtenSpan(span)));
  return own ?? (anchor && findings.find((each) => isAt(each, writtenSpan(anchor))));
}

/** True where a finding shows the text at a place, as its own or as a related one. */
export function showsPlace({ primary, related }: Diagnostic, { span }: Place): boolean {
  const written = writtenSpan(span);
  return [primary, ...related].some((label) => isWithin(label.span, written));
}

/** Every key and every scalar: what kustomizations brought in stands elsewhere than what it is in. */
function* placesIn(tree: Tree | undefined): Iterable<Place> {
  if (tree === undefined) return;
  if (tree.type === 'scalar') yield tree.place;
  else if (tree.type === 'list') for (const item of tree.items) yield* placesIn(item);
  else
    for (const { keyPlace, value } of tree.entries.values()) {
      yield keyPlace;
      yield* placesIn(value);
    }
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.file === outer.file && outer.start <= inner.start && inner.start < Math.max(outer.end, outer.start + 1);
}
