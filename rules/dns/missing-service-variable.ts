import type { Graph } from '../../src/graph/graph.js';
import { isSlip } from '../../src/text/spelling/slip.js';
import { serviceVariablesOf, type ServiceVariable } from '../../src/k8s/variables/service-variables.js';
import type { Resource } from '../../src/k8s/object/resource.js';
import {
  builtAsAnother,
  misspelled,
  misspelt,
  otherNamespace,
  switchedOff,
  unknownPort,
  withoutAddress,
} from '../../src/message/service-variables.js';
import type { Service } from '../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';

/**
 * The kubelet sets `X_SERVICE_HOST` and `X_SERVICE_PORT` for every Service of the namespace that has a cluster IP; a
 * variable that nobody sets stays in the text as it is written (semantics 8.4; kubelet, envvars.FromServices).
 */
export default defineRule({
  id: 'missing-service-variable',
  severity: 'error',
  summary: 'A `$(X_SERVICE_HOST)`, or `$X_SERVICE_HOST` in a shell, that no Service sets',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check({ resource, templates }, graph) {
    const explained = new Set<string>();
    for (const variable of templates.flatMap(serviceVariablesOf)) {
      const { linksOff, service } = variable;
      if (service === 'kubernetes') continue;
      for (const finding of linksOff === undefined
        ? judge(resource, variable, graph)
        : [switchedOff(resource, variable, linksOff)]) {
        // One reason, such as a headless Service, is given once, however many variables of that Service are used.
        const reason = `${service}\0${finding.at.text}`;
        if (explained.has(reason)) continue;
        explained.add(reason);
        yield finding;
      }
    }
  },
});

function* judge(resource: Resource, variable: ServiceVariable, { names, namespaces, unit }: Graph): Iterable<Finding> {
  const { service: name, wants } = variable;
  const lookup = names.service({ name, namespace: undefined, from: resource });
  if (lookup.kind === 'missing' && !resource.partial) {
    const { similar, renamed } = lookup;
    if (renamed !== undefined) yield builtAsAnother(resource, variable, renamed, lookup.elsewhere !== undefined);
    else if (similar !== undefined && isSlip(name, similar.name)) yield misspelled(resource, variable, similar);
    else if (
      lookup.elsewhere?.resource.namespace !== undefined &&
      lookup.elsewhere.resource.namespace !== namespaces.of(resource)
    )
      yield otherNamespace(resource, variable, lookup.elsewhere);
  }
  if (
    lookup.kind !== 'found' ||
    lookup.services.some((service) => service.resource.patched || unit.isRefused(service.resource))
  )
    return;
  const [first] = lookup.services;
  if (first === undefined) return;
  if (variable.variable !== variable.right) yield misspelt(resource, variable, first);
  else if (lookup.services.every(({ headless, type }) => headless || type === 'ExternalName'))
    yield withoutAddress(resource, variable, first);
  else if (
    wants.kind === 'port' &&
    wants.name !== undefined &&
    lookup.services.every((service) => !hasPort(service, wants.name ?? ''))
  )
    yield unknownPort(resource, variable, first);
}

function hasPort({ ports }: Service, name: string): boolean {
  return ports.some((port) => port.name.toUpperCase().replaceAll('-', '_') === name);
}
