import { replacing } from '../../../src/message/replacing.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { PodNameUse } from '../../../src/graph/names/pod-name-uses.js';
import { podNaming, type PodNaming } from '../../../src/k8s/workloads/pod-naming.js';
import { calledLabels, immutableWords } from '../../../src/message/pod-naming.js';
import { serviceWords } from '../../../src/message/ports.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * Pods have DNS names of their own only through a Service of the wanted name that selects them (semantics 5.8, 7.7,
 * C13, C14, B68).
 */
export default defineRule({
  id: 'dangling-service-name',
  severity: 'warning',
  summary: 'A `serviceName` or `subdomain` that names no Service of these Pods',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, graph) {
    for (const template of workload.templates) {
      const naming = podNaming(template);
      if (naming?.service !== undefined) yield* judge(naming, naming.service, graph);
    }
  },
});

function* judge(naming: PodNaming, name: string, graph: Graph): Iterable<Finding> {
  const { template } = naming;
  const { resource } = template.workload;
  const lookup = graph.names.service({ name, namespace: undefined, from: resource });
  const use = graph.names.podNameUse(template.workload, name);
  if (lookup.kind === 'missing') {
    const renamed = graph.leftBehind.governing(template, name);
    // A kustomization may bring the Service; that the one beside it has another name stands in the files.
    if (resource.partial && renamed === undefined) return;
    // Said of the Service, whose namespace is the mistake.
    if (lookup.elsewhere !== undefined && graph.selection.meantNamespace(lookup.elsewhere) === resource.namespace)
      return;
    if (lookup.elsewhere !== undefined && !resource.partial) yield* away(naming, lookup.elsewhere, use, graph);
    else if (renamed !== undefined)
      yield misnamed(naming, name, renamed, use ?? graph.names.podNameUse(template.workload, renamed.name));
    else yield absent(naming, name, use ?? callOf(naming, name, lookup.closed, graph), lookup.closed);
  } else if (lookup.kind === 'found' && lookup.certain) {
    const { services } = lookup;
    // A Service that is refused, or selects nothing, has a finding of its own.
    if (
      services.some(
        (service) => graph.unit.isRefused(service.resource) || graph.selection.matching(service).length === 0,
      )
    )
      return;
    const later = services.some(({ selector }) =>
      [...(selector?.keys() ?? [])].some((key) => resource.mayGainLabel(key)),
    );
    const selecting = services.some((service) => graph.selection.matching(service).includes(template));
    if (!selecting && !later) yield* services.slice(0, 1).map((service) => unselected(naming, service, use));
  }
}

const bare = ({ template }: PodNaming): boolean => template.path.length === 0;

function misnamed(naming: PodNaming, name: string, service: Service, use: PodNameUse | undefined): Finding {
  const { template } = naming;
  const { resource } = template.workload;
  return {
    message:
      `${describe(resource)} ${naming.verb} ${code(name)}, ` +
      `but ${bare(naming) ? 'its Service' : 'the Service of its Pods'} is ${code(service.name)}`,
    at: { place: resource.at(...naming.path), text: 'no Service has this name' },
    related: [
      {
        place: service.resource.at('metadata', 'name'),
        text:
          service.selector === undefined
            ? 'this Service has the name of the workload'
            : `${serviceWords(service)} selects ${bare(naming) ? 'this Pod' : 'these Pods'}`,
      },
      ...calledLabels(use),
    ],
    notes: [`without a Service of that name, ${code(`${naming.pod}.${name}`)} is no DNS name`],
    help: immutableWords(template),
    fix: replacing(`name ${serviceWords(service)}`, resource.at(...naming.path), service.name),
    severity: weightOf(naming, service, use),
  };
}

/**
 * Members of a cluster find each other by their names, for which a headless Service is there; a single Pod behind a
 * cluster IP is called by its Service.
 */
function weightOf(
  { template: { workload } }: PodNaming,
  { headless }: Service,
  use: PodNameUse | undefined,
): 'error' | 'warning' | 'info' {
  if (use !== undefined) return 'error';
  return workload.resource.kind === 'StatefulSet' && workload.replicas <= 1 && !headless ? 'info' : 'warning';
}

/** Somebody calls all of the Pods by the name of their Service, beside Services that are written. */
function callOf(naming: PodNaming, name: string, closed: boolean, graph: Graph): Call | undefined {
  const { resource } = naming.template.workload;
  if (!closed || !graph.unit.hasServicesBeside(resource)) return undefined;
  const call = graph.names.callInVain(name, graph.namespaces.of(resource));
  // Its own name, told to itself, is that of a cluster or a group.
  if (call === undefined || (call.form === 'value' && call.from === resource)) return undefined;
  return { text: call.host, place: call.hostAt, resource: call.from, ofAll: true };
}

/** A text that calls one of the Pods, or all of them by their Service. */
type Call = PodNameUse & { readonly ofAll?: true };

function absent(naming: PodNaming, name: string, use: Call | undefined, closed: boolean): Finding {
  const { resource } = naming.template.workload;
  const ifUsed = closed && use?.ofAll !== true ? 'error' : 'warning';
  return {
    message: `${describe(resource)} ${naming.verb} ${code(name)}, which is not among the linted files`,
    at: { place: resource.at(...naming.path), text: 'no Service has this name' },
    related: calledLabels(use),
    notes: [
      use?.ofAll === true
        ? `until a Service of that name selects the Pods, neither ${code(name)} nor ` +
          `${code(`${naming.pod}.${name}`)} resolves`
        : 'until a Service of that name selects the Pods, ' +
          `${code(`${naming.pod}.${name}`)} is no DNS name; nothing else depends on it`,
    ],
    help:
      use === undefined
        ? 'nothing is wrong if nobody calls the Pods one by one'
        : `add a headless Service ${code(name)} that selects the Pods`,
    severity: use === undefined ? 'info' : ifUsed,
  };
}

/** In another unit it is simply elsewhere; in another namespace it is none of these Pods'. */
function* away(
  naming: PodNaming,
  { resource: service, name }: Service,
  use: PodNameUse | undefined,
  { namespaces }: Graph,
): Iterable<Finding> {
  const { resource } = naming.template.workload;
  if (service.namespace === undefined || service.partial || namespaces.same(resource, service) !== 'no') return;
  yield {
    message: `${describe(resource)} ${naming.verb} ${code(name)}, which is in namespace ${code(service.namespace)}`,
    at: { place: resource.at(...naming.path), text: 'a Service names Pods of its own namespace only' },
    related: [
      { place: service.at('metadata', 'namespace'), text: `${describe(service)} lives here` },
      ...calledLabels(use),
    ],
    notes: [`without such a Service in their own namespace, ${code(`${naming.pod}.${name}`)} is no DNS name`],
    severity: use === undefined ? 'warning' : 'error',
  };
}

function unselected(naming: PodNaming, service: Service, use: PodNameUse | undefined): Finding {
  const { resource } = naming.template.workload;
  return {
    message:
      `${describe(resource)} ${naming.verb} ${code(service.name)}, ` +
      `which does not select ${bare(naming) ? 'it' : 'its Pods'}`,
    at: { place: resource.at(...naming.path), text: 'this Service gives the Pods no names' },
    related: [
      { place: service.resource.keyAt('spec', 'selector'), text: `${serviceWords(service)} selects other Pods` },
      ...calledLabels(use),
    ],
    notes: [`only a Pod that the Service selects has a name such as ${code(`${naming.pod}.${service.name}`)}`],
    severity: weightOf(naming, service, use),
  };
}
