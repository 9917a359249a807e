import type { Graph } from '../../src/graph/graph.js';
import { isSlip } from '../../src/text/slip.js';
import { serviceVariablesOf, type ServiceVariable } from '../../src/k8s/variables/service-variables.js';
import { serviceWords } from '../../src/message/ports.js';
import { describe, type Resource } from '../../src/k8s/object/resource.js';
import type { Service } from '../../src/k8s/services/service.js';
import { defineRule, type Finding, type PlacedLabel } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * The kubelet sets `X_SERVICE_HOST` and `X_SERVICE_PORT` for every Service of the namespace that has a cluster IP; a variable
 * that nobody sets stays in the text as it is written (semantics 8.4; kubelet, envvars.FromServices).
 */
export default defineRule({
  id: 'missing-service-variable',
  severity: 'error',
  summary: 'A `$(X_SERVICE_HOST)`, or `$X_SERVICE_HOST` in a shell, that no Service sets',
  kinds: ['Workload'],
  fixable: false,
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
    const { similar } = lookup;
    if (similar !== undefined && isSlip(name, similar.name)) yield misspelled(resource, variable, similar);
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
  if (lookup.services.every(({ headless, type }) => headless || type === 'ExternalName'))
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

const STAYS = 'a variable that is not set stays in the text as it is written, `$(...)` and all';
const EMPTY = 'a shell puts nothing in the place of a variable that is not set';

function finding(
  resource: Resource,
  { text: written, by, at, container }: ServiceVariable,
  because: string,
  text: string,
  related: readonly PlacedLabel[],
  help: string,
): Finding {
  return {
    message: `${describe(resource)} uses ${code(written)}, ${because}`,
    at: { place: at, text },
    related,
    notes: [by === 'kubelet' ? STAYS : EMPTY, `it stands in container ${code(container.name)}`],
    help,
    // The image may set it for the shell.
    severity: by === 'kubelet' ? 'error' : 'warning',
  };
}

function withoutAddress(resource: Resource, variable: ServiceVariable, service: Service): Finding {
  const why = service.type === 'ExternalName' ? 'is only a name for a host outside' : 'is headless';
  const at =
    service.type === 'ExternalName' ? service.resource.at('spec', 'type') : service.resource.at('spec', 'clusterIP');
  const related = [{ place: at, text: `${serviceWords(service)} has no cluster IP` }];
  return finding(
    resource,
    variable,
    `but ${serviceWords(service)} ${why}`,
    'only a Service with a cluster IP sets such variables',
    related,
    `use the DNS name ${code(service.name)}`,
  );
}

function unknownPort(resource: Resource, variable: ServiceVariable, service: Service): Finding {
  const related = [
    { place: service.resource.at('spec', 'ports'), text: `${serviceWords(service)} has no port of this name` },
  ];
  return finding(
    resource,
    variable,
    `but ${serviceWords(service)} has no such port`,
    'the last words are the name of a Service port',
    related,
    'use the name of one of its ports, or the number',
  );
}

function switchedOff(resource: Resource, variable: ServiceVariable, place: PlacedLabel['place']): Finding {
  const related = [{ place, text: 'this keeps the kubelet from setting them' }];
  return finding(
    resource,
    variable,
    'which its Pods are not given',
    'a variable of a Service',
    related,
    `use the DNS name ${code(variable.service)}, or drop \`enableServiceLinks: false\``,
  );
}

function misspelled(resource: Resource, variable: ServiceVariable, service: Service): Finding {
  const related = [
    { place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} has a similar name` },
  ];
  return {
    ...finding(
      resource,
      variable,
      `but no Service is named ${code(variable.service)}`,
      'no Service sets this variable',
      related,
      `use the DNS name ${code(service.name)}`,
    ),
    severity: 'warning',
  };
}

function otherNamespace(resource: Resource, variable: ServiceVariable, service: Service): Finding {
  const namespace = service.resource.namespace ?? '';
  const related = [
    { place: service.resource.at('metadata', 'namespace'), text: `${serviceWords(service)} is in this namespace` },
  ];
  const because = `but ${serviceWords(service)} is in namespace ${code(namespace)}`;
  return {
    ...finding(
      resource,
      variable,
      because,
      'Pods get the variables of their own namespace only',
      related,
      `use the DNS name ${code(`${service.name}.${namespace}`)}`,
    ),
    severity: 'warning',
  };
}
