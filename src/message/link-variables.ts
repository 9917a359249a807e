import { describe, type Resource } from '../k8s/object/resource.js';
import type { Service } from '../k8s/services/service.js';
import type { LinkVariable } from '../k8s/variables/link-variables.js';
import type { Finding, PlacedLabel } from '../rule/rule.js';
import { code } from '../text/words.js';
import { serviceWords } from './ports.js';

/** What is wrong with an `X_PORT` that a container takes for a number, by what shows that it does. */
export function linkVariableFinding(resource: Resource, variable: LinkVariable, service: Service): Finding {
  const { by } = variable;
  if (by.kind === 'text') return collides(resource, variable, service, by.text);
  if (by.kind === 'file') return readAsNumber(resource, variable, service, by.text);
  if (by.kind === 'told') return lacks(resource, variable, service, by);
  return refused(resource, variable, service);
}

const example = ({ variable }: LinkVariable, { ports }: Service): string =>
  code(`${variable}=tcp://<cluster IP>:${ports[0]?.port ?? 80}`);

function collides(resource: Resource, variable: LinkVariable, service: Service, text: string): Finding {
  return {
    message:
      `${describe(resource)} takes ${code(text)} for a port number, ` +
      `and ${serviceWords(service)} makes it an address`,
    at: { place: variable.at, text: 'the container does not set this variable' },
    related: [
      {
        place: service.resource.at('metadata', 'name'),
        text: `the name of the Service makes the variable ${code(variable.variable)}`,
      },
    ],
    notes: [`the kubelet sets ${example(variable, service)} in container ${code(variable.container.name)}`],
    help:
      `use ${code(variable.variable.replace(/_PORT$/, '_SERVICE_PORT'))} or the number, ` +
      `or set \`enableServiceLinks: false\``,
  };
}

const SWITCH = 'set `enableServiceLinks: false` for the Pods';

const named = (variable: LinkVariable, service: Service): PlacedLabel => ({
  place: service.resource.at('metadata', 'name'),
  text: `the name of the Service makes the variable ${code(variable.variable)}`,
});

function readAsNumber(resource: Resource, variable: LinkVariable, service: Service, path: string): Finding {
  const { variable: name, container, at } = variable;
  return {
    message:
      `${describe(resource)} reads ${code(name)} as a port number, ` +
      `and ${serviceWords(service)} makes it an address`,
    at: { place: container.at('name'), text: 'this container does not set the variable' },
    related: [{ place: at, text: `it finds this in ${code(path)}` }, named(variable, service)],
    notes: [`the kubelet sets ${example(variable, service)} in container ${code(container.name)}`],
    help: `set ${code(name)} in the container, or ${SWITCH}`,
  };
}

function lacks(
  resource: Resource,
  variable: LinkVariable,
  service: Service,
  told: Extract<LinkVariable['by'], { kind: 'told' }>,
): Finding {
  const { variable: name, container, at } = variable;
  return {
    message: `${describe(resource)} leaves ${code(name)} to ${serviceWords(service)}, which makes it an address`,
    at: { place: at, text: `the container sets ${code(told.text)}, and no ${code(name)}` },
    related: [
      { place: told.place, text: `${describe(told.resource)} gives the same image a number` },
      named(variable, service),
    ],
    notes: [`the kubelet sets ${example(variable, service)} in container ${code(container.name)}`],
    help: `set ${code(name)} here, too, or ${SWITCH}`,
  };
}

function refused(resource: Resource, variable: LinkVariable, service: Service): Finding {
  return {
    message:
      `container ${code(variable.container.name)} of ${describe(resource)} does not start beside a ` +
      'Service named ' +
      code(service.name),
    at: {
      place: variable.at,
      text:
        variable.by.kind === 'framework'
          ? `a program that reads this takes ${code(variable.variable)} for its port`
          : `this image stops where ${code(variable.variable)} is set`,
    },
    related: [
      {
        place: service.resource.at('metadata', 'name'),
        text: `the name of the Service makes the variable ${code(variable.variable)}`,
      },
    ],
    notes: [`the kubelet sets ${example(variable, service)}, and the image takes it for a setting of its own`],
    help: 'set `enableServiceLinks: false` for the Pods, or give the Service another name',
  };
}
