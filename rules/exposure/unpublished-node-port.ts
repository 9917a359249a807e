import type { ContainerPort } from '../../src/k8s/pods/container.js';
import type { NodeCall } from '../../src/k8s/variables/node-calls.js';
import { describe } from '../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** A port of a container is open on its node with `hostPort` or in the node's network only (semantics 8.9). */
export default defineRule({
  id: 'unpublished-node-port',
  severity: 'warning',
  summary: 'A port of a DaemonSet without `hostPort` that Pods call by the address of their node',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check({ kind, resource, templates }, { ports, unit }) {
    if (kind !== 'DaemonSet' || resource.custom || resource.partial || resource.patched || unit.isRefused(resource))
      return;
    for (const template of templates)
      for (const { port, call } of ports.unpublished(template)) yield unpublished(port, call);
  },
});

function unpublished(port: ContainerPort, { at, template }: NodeCall): Finding {
  const { container, number, index } = port;
  const place = port.at('containerPort');
  return {
    message: `container ${code(container.name)} has no \`hostPort\` for ${number}, on which Pods call its node`,
    at: { place, text: 'this port is open in the Pods only' },
    related: [{ place: at, text: `${describe(template.workload.resource)} calls the node that it runs on` }],
    notes: ['the node takes no connections for the port of a Pod: they are refused'],
    help: 'or call a Service of these Pods, with `internalTrafficPolicy: Local` for those of the own node',
    fix: {
      title: `open ${number} on the node`,
      applicability: 'unsafe',
      changes: [
        { after: { key: container.keyAt('ports', index, 'containerPort'), value: place }, entry: ['hostPort', number] },
      ],
    },
  };
}
