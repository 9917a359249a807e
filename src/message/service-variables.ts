import { renamedFrom } from '../k8s/object/renamed-from.js';
import { describe, type Resource } from '../k8s/object/resource.js';
import type { Service } from '../k8s/services/service.js';
import type { ServiceVariable } from '../k8s/variables/service-variables.js';
import type { Finding, PlacedLabel } from '../rule/rule.js';
import { code } from '../text/words.js';
import { swap } from './names.js';
import { serviceWords } from './ports.js';

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

export function withoutAddress(resource: Resource, variable: ServiceVariable, service: Service): Finding {
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

export function unknownPort(resource: Resource, variable: ServiceVariable, service: Service): Finding {
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

export function switchedOff(resource: Resource, variable: ServiceVariable, place: PlacedLabel['place']): Finding {
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

export function misspelled(resource: Resource, variable: ServiceVariable, service: Service): Finding {
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

export function otherNamespace(resource: Resource, variable: ServiceVariable, service: Service): Finding {
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

/** kustomize gives the Service another name, and follows it in no text. */
export function builtAsAnother(
  resource: Resource,
  variable: ServiceVariable,
  service: Service,
  elsewhere: boolean,
): Finding {
  const by = renamedFrom(service.resource)?.by;
  const related = [
    { place: service.resource.at('metadata', 'name'), text: `built as ${code(service.name)}` },
    ...(by === undefined ? [] : [{ place: { span: by }, text: 'this changes its name' }]),
  ];
  const made = variable.right.replace(/^.*_SERVICE_/, `${variableStem(service.name)}_SERVICE_`);
  const own = finding(
    resource,
    variable,
    `but Service ${code(variable.service)} is built as ${code(service.name)}`,
    `the kubelet sets ${code(made)} instead`,
    related,
    'write the DNS name with a replacement, which knows the new name',
  );
  return elsewhere ? { ...own, severity: 'warning' } : own;
}

/** The kubelet writes the name of a Service in capitals, and `_` for `-`. */
export function misspelt(resource: Resource, variable: ServiceVariable, service: Service): Finding {
  const related = [
    {
      place: service.resource.at('metadata', 'name'),
      text: `the variables of ${serviceWords(service)} begin with ${code(variableStem(service.name))}`,
    },
  ];
  const changes = swap(variable.at, variable.variable, variable.right);
  return {
    ...finding(
      resource,
      variable,
      `which the kubelet spells ${code(variable.right)}`,
      `the kubelet sets no ${code(variable.variable)}`,
      related,
      `use the DNS name ${code(service.name)}`,
    ),
    fix: changes && { title: 'write the variable as the kubelet does', applicability: 'unsafe', changes },
  };
}

function variableStem(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
