import { linkVariablesOf, type LinkVariable } from '../../src/k8s/variables/link-variables.js';
import { describe, type Resource } from '../../src/k8s/object/resource.js';
import { serviceWords } from '../../src/message/ports.js';
import type { Service } from '../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * For a Service `redis` the kubelet sets `REDIS_PORT=tcp://10.0.0.1:6379` in every container of the namespace that does
 * not set it by itself: a default in a program or a script gives way to it (semantics 8.4; kubelet,
 * envvars.FromServices).
 */
export default defineRule({
  id: 'colliding-service-variable',
  severity: 'warning',
  summary: 'An `X_PORT` that is taken for a number, where Service `x` makes it an address',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ resource, templates }, { names, unit }) {
    const said = new Set<string>(); // once for a variable, however often it is used
    for (const variable of templates.flatMap(linkVariablesOf)) {
      const lookup = names.service({ name: variable.service, namespace: undefined, from: resource });
      if (said.has(variable.variable) || lookup.kind !== 'found' || !lookup.certain) continue;
      // Without a cluster IP a Service sets nothing.
      if (
        lookup.services.some(
          ({ headless, type, resource: object }) => headless || type === 'ExternalName' || unit.isRefused(object),
        )
      )
        continue;
      const [service] = lookup.services;
      if (service === undefined) continue;
      said.add(variable.variable);
      yield variable.by.kind === 'text'
        ? collides(resource, variable, service, variable.by.text)
        : refused(resource, variable, service);
    }
  },
});

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
