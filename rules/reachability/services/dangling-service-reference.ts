import type { Graph } from '../../../src/graph/graph.js';
import type { ServiceLookup } from '../../../src/graph/references/service-lookup.js';
import { servesMetricsOnly } from '../../../src/k8s/services/metrics-service.js';
import { isIngressV1 } from '../../../src/k8s/routes/ingress.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { isGivenService } from '../../../src/k8s/services/service-makers.js';
import {
  isCall,
  isVirtualHost,
  staysInNamespace,
  type ServiceReference,
} from '../../../src/k8s/references/references.js';
import { isFirst } from '../../../src/k8s/references/siblings.js';
import { evidenceOf, isSlipFor } from '../../../src/k8s/slips/names.js';
import { reachWords, relocation, renaming } from '../../../src/message/reference-repairs.js';
import { callerWords, consequence, wantedWords } from '../../../src/message/references.js';
import type { Service } from '../../../src/k8s/services/service.js';
import type { Workload } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { stemOf } from '../../../src/text/name-customs.js';
import { code, printable } from '../../../src/text/words.js';

type Missing = Extract<ServiceLookup, { kind: 'missing' }>;

/**
 * The API server does not check that a backend exists; what only may be absent is worth no more than a hint (semantics
 * 0.3, 7.1, D10).
 */
export default defineRule({
  id: 'dangling-service-reference',
  severity: 'error',
  summary: 'A backend, destination or webhook that names a Service which is not there',
  kinds: ['Reference'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, graph) {
    const { from, name } = reference;
    // A kustomization may rename the Service, and brings others.
    if (from.partial || isGivenService(name) || !isFirst(reference, reference.siblings)) return;
    const lookup = graph.names.service(reference);
    // A name that kustomize has left behind is another finding.
    if (lookup.kind !== 'missing' || lookup.renamed !== undefined) return;
    const { elsewhere, similar, closed } = lookup;
    const workload = lookup.workload ?? (isCall(reference) ? graph.closure.forgottenFor(reference, closed) : undefined);
    if (isVirtualHost(reference) && (similar === undefined || !isSlipFor(reference, similar))) return;
    if (name.includes('.')) {
      // The API server refuses such a name where it knows the kind.
      if (!isIngressV1(from)) yield dotted(reference, graph);
    } else if (elsewhere !== undefined) yield* inAnotherNamespace(reference, elsewhere, graph);
    else if (similar !== undefined && isSlipFor(reference, similar)) yield misspelled(reference, similar);
    else if (workload !== undefined) yield workloadInstead(reference, workload, closed, graph);
    else yield absentOrKindred(reference, lookup, graph);
  },
});

/** In another unit it is simply elsewhere; an Ingress that cannot reach it is another finding. */
function* inAnotherNamespace(
  reference: ServiceReference,
  service: Service,
  { namespaces, unit }: Graph,
): Iterable<Finding> {
  const { from, namespace } = reference;
  if (namespace === undefined && staysInNamespace(reference)) return;
  const [away, wanted] = [namespaces.of(service.resource), namespace ?? namespaces.of(from)];
  if (away === null || wanted === null || away === wanted || service.resource.partial) return;
  const isKnown = unit.inNamespace('', 'Service', wanted).length > 0;
  yield misplaced(reference, service, away, evidenceOf(reference, service, [away, wanted], isKnown));
}

const similarLabel = ({ resource }: Service): PlacedLabel => ({
  place: resource.at('metadata', 'name'),
  text: 'a Service has a similar name',
});

const leftLabel = ({ resource }: Service): PlacedLabel => ({
  place: resource.at('metadata', 'name'),
  text: `nobody calls ${describe(resource)}, which fits`,
});

function misspelled(reference: ServiceReference, similar: Service): Finding {
  return {
    message: `${callerWords(reference)} ${wantedWords(reference)}, which is not there`,
    at: { place: reference.nameAt, text: 'no Service has this name' },
    related: [similarLabel(similar)],
    notes: [consequence(reference)],
    fix: renaming(reference, similar.name),
    severity: isVirtualHost(reference) ? 'warning' : 'error',
  };
}

function dotted(reference: ServiceReference, { names, namespaces }: Graph): Finding {
  const [name = '', namespace = ''] = reference.name.split('.');
  const found = names.service({ name, namespace, from: reference.from });
  const meant = found.kind === 'found' ? found.services[0] : undefined;
  const own = namespaces.of(reference.from) === namespace;
  return {
    message: `${callerWords(reference)} ${wantedWords(reference)}, and no Service can have a dot in its name`,
    at: { place: reference.nameAt, text: 'a DNS name, where the name of a Service belongs' },
    related:
      meant === undefined
        ? []
        : [
            {
              place: meant.resource.at('metadata', 'name'),
              text: `Service ${code(name)} of namespace ${code(namespace)}`,
            },
          ],
    notes: [consequence(reference)],
    help:
      meant === undefined || own
        ? undefined
        : `an Ingress or a route names Services of its own namespace, and this one is in ${code(namespace)}`,
    fix: own ? renaming(reference, name) : undefined,
  };
}

function misplaced(
  reference: ServiceReference,
  service: Service,
  namespace: string,
  severity: Finding['severity'],
): Finding {
  const { namespaceAt } = reference;
  return {
    message: `${callerWords(reference)} ${wantedWords(reference)}, but that Service is in ${code(namespace)}`,
    at: {
      place: namespaceAt ?? reference.nameAt,
      text:
        namespaceAt === undefined
          ? 'without a namespace it is looked for in the own one'
          : 'no Service of this name is here',
    },
    related: [
      {
        place: service.resource.at('metadata', service.resource.namespace === undefined ? 'name' : 'namespace'),
        text: `${describe(service.resource)} is in ${code(namespace)}`,
      },
    ],
    notes: [consequence(reference)],
    help: reachWords(reference, namespace),
    fix: relocation(reference, namespace, service),
    severity,
  };
}

/**
 * The Service that selects the workload's Pods was meant; where none does, `kubectl expose` may still make one of this
 * name.
 */
function workloadInstead(
  reference: ServiceReference,
  workload: Workload,
  closed: boolean,
  { selection }: Graph,
): Finding {
  const service = workload.templates
    .flatMap((template) => selection.servicesOf(template))
    .find((each) => !servesMetricsOnly(each));
  return {
    message: `${callerWords(reference)} ${code(reference.name)}, which is a ${printable(workload.kind)} and no Service`,
    at: { place: reference.nameAt, text: 'no Service has this name' },
    related: [
      { place: workload.resource.at('metadata', 'name'), text: `${describe(workload.resource)} has it` },
      ...(service === undefined
        ? []
        : [{ place: service.resource.at('metadata', 'name'), text: 'this Service selects its Pods' }]),
    ],
    notes: ['requests can be sent to Services only, not to what makes the Pods', consequence(reference)],
    help: service === undefined ? `add a Service ${code(reference.name)} that selects these Pods` : undefined,
    fix: service && renaming(reference, service.name),
    severity: service !== undefined || closed ? 'error' : besides(reference, workload),
  };
}

/** Whoever writes both into one file would have written the Service there too, and a folder may be half of it all. */
function besides(reference: ServiceReference, workload: Workload): 'warning' | 'info' {
  const { file } = workload.resource;
  return file === reference.from.file || file.folder !== reference.from.file.folder ? 'warning' : 'info';
}

/**
 * A workload beside it that no Service reaches, or other backends of the same object, show that it was forgotten; else
 * it may come from elsewhere.
 */
function absent(reference: ServiceReference, { similar, closed }: Missing, graph: Graph): Finding {
  const { closure, names } = graph;
  const forgotten = closed ? closure.forgottenBeside(reference.from) : undefined;
  const amongFound = reference.all.some(
    (other) => other.name !== reference.name && names.service(other).kind === 'found',
  );
  const left = closed ? leftFor(reference, graph) : undefined;
  const severity = closure.onName({
    ...{ closed, amongFound, forgotten: forgotten !== undefined },
    left: left && { strangers: reference.role !== 'own' && stemOf(reference.from.name ?? '') !== stemOf(left.name) },
  });
  return {
    message: `${callerWords(reference)} ${wantedWords(reference)}, which is not among the linted files`,
    at: { place: reference.nameAt, text: 'no Service of this name is on disk' },
    related: [
      ...(similar === undefined ? [] : [similarLabel(similar)]),
      ...(left === undefined ? [] : [leftLabel(left)]),
      ...(left !== undefined || forgotten === undefined || severity !== 'error'
        ? []
        : [
            {
              place: forgotten.resource.at('metadata', 'name'),
              text: `no Service selects the Pods of ${describe(forgotten.resource)}`,
            },
          ]),
    ],
    notes: [consequence(reference)],
    help: 'where the Service comes from elsewhere, name it with `--external`',
    fix: left && renaming(reference, left.name),
    severity: isCall(reference) || reference.role === 'own' ? severity : 'info',
  };
}

/** Two names with words in common may be two Services; that one has the port that is asked for makes it a slip. */
function absentOrKindred(reference: ServiceReference, lookup: Missing, graph: Graph): Finding {
  const finding = absent(reference, lookup, graph);
  const meant = finding.severity === 'info' ? graph.names.kindred(reference) : undefined;
  return meant === undefined
    ? finding
    : { ...finding, related: [similarLabel(meant)], fix: renaming(reference, meant.name), severity: 'warning' };
}

/** The Service of a Rollout's own Pods, or the last one beside a backend with the port that is asked for. */
function leftFor(reference: ServiceReference, { leftBehind }: Graph): Service | undefined {
  return reference.role === 'own' ? leftBehind.ownService(reference) : leftBehind.service(reference);
}
