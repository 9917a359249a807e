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

/** What sets one reason apart from the others. */
interface Reason {
  /** Behind "Deployment web uses `$(X_SERVICE_HOST)`, ". */
  readonly because: string;
  /** The label at the variable. */
  readonly text: string;
  readonly related: PlacedLabel;
  /** Where a second place tells of it, too. */
  readonly more?: PlacedLabel | undefined;
  readonly help: string;
}

function finding(resource: Resource, variable: ServiceVariable, reason: Reason): Finding {
  const { text: written, by, at, container } = variable;
  const { because, text, related, more, help } = reason;
  return {
    message: `${describe(resource)} uses ${code(written)}, ${because}`,
    at: { place: at, text },
    related: more === undefined ? [related] : [related, more],
    notes: [by === 'kubelet' ? STAYS : EMPTY, `it stands in container ${code(container.name)}`],
    help,
    // The image may set it for the shell.
    severity: by === 'kubelet' ? 'error' : 'warning',
  };
}

export function withoutAddress(resource: Resource, variable: ServiceVariable, service: Service): Finding {
  const isName = service.type === 'ExternalName';
  return finding(resource, variable, {
    because: `but ${serviceWords(service)} ${isName ? 'is only a name for a host outside' : 'is headless'}`,
    text: 'only a Service with a cluster IP sets such variables',
    related: {
      place: service.resource.at('spec', isName ? 'type' : 'clusterIP'),
      text: `${serviceWords(service)} has no cluster IP`,
    },
    help: `use the DNS name ${code(service.name)}`,
  });
}

export function unknownPort(resource: Resource, variable: ServiceVariable, service: Service): Finding {
  return finding(resource, variable, {
    because: `but ${serviceWords(service)} has no such port`,
    text: 'the last words are the name of a Service port',
    related: {
      place: service.resource.at('spec', 'ports'),
      text: `${serviceWords(service)} has no port of this name`,
    },
    help: 'use the name of one of its ports, or the number',
  });
}

export function switchedOff(resource: Resource, variable: ServiceVariable, place: PlacedLabel['place']): Finding {
  return finding(resource, variable, {
    because: 'which its Pods are not given',
    text: 'a variable of a Service',
    related: { place, text: 'this keeps the kubelet from setting them' },
    help: `use the DNS name ${code(variable.service)}, or drop \`enableServiceLinks: false\``,
  });
}

export function misspelled(resource: Resource, variable: ServiceVariable, service: Service): Finding {
  const found = finding(resource, variable, {
    because: `but no Service is named ${code(variable.service)}`,
    text: 'no Service sets this variable',
    related: {
      place: service.resource.at('metadata', 'name'),
      text: `${serviceWords(service)} has a similar name`,
    },
    help: `use the DNS name ${code(service.name)}`,
  });
  return { ...found, severity: 'warning' };
}

export function otherNamespace(resource: Resource, variable: ServiceVariable, service: Service): Finding {
  const namespace = service.resource.namespace ?? '';
  const found = finding(resource, variable, {
    because: `but ${serviceWords(service)} is in namespace ${code(namespace)}`,
    text: 'Pods get the variables of their own namespace only',
    related: {
      place: service.resource.at('metadata', 'namespace'),
      text: `${serviceWords(service)} is in this namespace`,
    },
    help: `use the DNS name ${code(`${service.name}.${namespace}`)}`,
  });
  return { ...found, severity: 'warning' };
}

/** kustomize gives the Service another name, and follows it in no text. */
export function builtAsAnother(
  resource: Resource,
  variable: ServiceVariable,
  service: Service,
  elsewhere: boolean,
): Finding {
  const by = renamedFrom(service.resource)?.by;
  const made = variable.right.replace(/^.*_SERVICE_/, `${variableStem(service.name)}_SERVICE_`);
  const found = finding(resource, variable, {
    because: `but Service ${code(variable.service)} is built as ${code(service.name)}`,
    text: `the kubelet sets ${code(made)} instead`,
    related: { place: service.resource.at('metadata', 'name'), text: `built as ${code(service.name)}` },
    more: by && { place: { span: by }, text: 'this changes its name' },
    help: 'write the DNS name with a replacement, which knows the new name',
  });
  return elsewhere ? { ...found, severity: 'warning' } : found;
}

/** The kubelet writes the name of a Service in capitals, and `_` for `-`. */
export function misspelt(resource: Resource, variable: ServiceVariable, service: Service): Finding {
  const found = finding(resource, variable, {
    because: `which the kubelet spells ${code(variable.right)}`,
    text: `the kubelet sets no ${code(variable.variable)}`,
    related: {
      place: service.resource.at('metadata', 'name'),
      text: `the variables of ${serviceWords(service)} begin with ${code(variableStem(service.name))}`,
    },
    help: `use the DNS name ${code(service.name)}`,
  });
  const changes = swap(variable.at, variable.variable, variable.right);
  return {
    ...found,
    fix: changes && { title: 'write the variable as the kubelet does', applicability: 'unsafe', changes },
  };
}

function variableStem(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
