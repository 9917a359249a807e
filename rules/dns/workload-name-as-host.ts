import type { ForeignContainer, OwnContainer } from '../../src/graph/names/within-pods.js';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { callWords, fieldWords, relabel, swap } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import { describe, type Resource } from '../../src/k8s/object/resource.js';
import type { Service } from '../../src/k8s/services/service.js';
import type { Workload } from '../../src/k8s/workloads/workload.js';
import { getEntries, getString } from '../../src/tree/tree.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * Deployments, Pods and containers have no names in DNS, as the services of a compose file do: only Services have.
 * Containers of one Pod share its address (semantics 8.3).
 */
export default defineRule({
  id: 'workload-name-as-host',
  severity: 'warning',
  summary: 'The name of a workload or a container used as a host, where no Service has that name',
  kinds: ['MissingName'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, { names, selection, unit }) {
    const resolved = names.host(reference);
    // A kustomization may rename whatever is compared here, and bring what is absent.
    if (resolved.kind !== 'missing' || reference.from.partial) return;
    if (resolved.likely.kind === 'container') yield containerName(reference, resolved.likely);
    if (resolved.likely.kind === 'foreign-container')
      yield foreignContainer(reference, resolved.likely, resolved.wanted.before.length);
    if (resolved.likely.kind !== 'workload') return;
    const { workload } = resolved.likely;
    const { resource } = workload;
    if (reference.form === 'value' && resource === reference.from) return; // its own name, told to itself
    if (reference.form === 'pair' && /_PORTS$/.test(reference.key)) return; // the names are keys of a map of ports
    if (resource === reference.from && isPartOfMore(resource)) return;
    // Its Service is called so, and is missing, which is a finding of its own.
    if (getString(resource.tree, 'spec', 'serviceName') === resolved.wanted.service) return;
    const service = workload.templates.flatMap((template) => selection.servicesOf(template))[0];
    // Where no Service is written, all are exposed by hand, or in the next chapter.
    if (resolved.wanted.sure || service !== undefined || unit.hasServicesBeside(resource))
      yield {
        ...workloadName(reference, { workload, service, index: resolved.wanted.before.length }),
        // A full name is meant for the cluster, and the Service that it means goes by another.
        ...(resolved.wanted.sure && service !== undefined ? { severity: 'error' as const } : {}),
      };
  },
});

/** An installer has made it, and a Service of that name beside it. */
function isPartOfMore(resource: Resource): boolean {
  return getEntries(resource.tree, 'metadata', 'labels').some(({ key }) => INSTALLED.test(key));
}

const INSTALLED = /^(?:install\.)?operator\.istio\.io\/|^olm\.owner$/;

interface Meant {
  readonly workload: Workload;
  /** A Service that selects the workload's Pods. */
  readonly service: Service | undefined;
  /** Which label of the host is the name. */
  readonly index: number;
}

function workloadName(reference: NameReference, { workload, service, index }: Meant): Finding {
  const { place, fix } = relabel(reference, index, service?.name, 'use the name of the Service');
  return {
    message: `${callWords(reference)} ${describe(workload.resource)} by its own name, which is no DNS name`,
    at: { place, text: 'only Services have names that resolve' },
    related: [
      { place: workload.resource.at('metadata', 'name'), text: `this is the name of a ${workload.kind}` },
      ...(service === undefined
        ? []
        : [{ place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} leads to its Pods` }]),
    ],
    notes: [
      'a name that no Service has does not resolve, so the client gets an error before it connects',
      `the name stands ${fieldWords(reference)}`,
    ],
    help: service === undefined ? `add a Service ${code(workload.name)} that selects these Pods` : undefined,
    fix,
  };
}

function containerName(reference: NameReference, { container, template }: OwnContainer): Finding {
  const { host, hostAt } = reference;
  const changes = swap(hostAt, host, 'localhost');
  return {
    message: `${callWords(reference)} container ${code(host)} of the same Pod by its name, which is no DNS name`,
    at: { place: hostAt, text: 'the containers of a Pod share one address: `localhost`' },
    related: [{ place: container.at('name'), text: `a container of ${describe(template.workload.resource)}` }],
    notes: [
      'a name that no Service has does not resolve, so the client gets an error before it connects',
      `the name stands ${fieldWords(reference)}`,
    ],
    fix: changes && { title: 'call the Pod itself', applicability: 'unsafe', changes },
  };
}

function foreignContainer(
  reference: NameReference,
  { container, template, service }: ForeignContainer,
  index: number,
): Finding {
  const { place, fix } = relabel(reference, index, service.name, 'use the name of the Service');
  const owner = describe(template.workload.resource);
  return {
    message: `${callWords(reference)} container ${code(container.name)} of ${owner} by its name, which is no DNS name`,
    at: { place, text: 'only Services have names that resolve' },
    related: [
      { place: container.at('name'), text: `this is the name of a container of ${owner}` },
      { place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} leads to its Pods` },
    ],
    notes: [
      'a name that no Service has does not resolve, so the client gets an error before it connects',
      `the name stands ${fieldWords(reference)}`,
    ],
    fix,
  };
}
