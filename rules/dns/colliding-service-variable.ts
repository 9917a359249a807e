import { describe } from '../../src/k8s/object/resource.js';
import { linkVariableFinding } from '../../src/message/link-variables.js';
import { serviceWords } from '../../src/message/ports.js';
import type { Service } from '../../src/k8s/services/service.js';
import type { Workload } from '../../src/k8s/workloads/workload.js';
import type { Graph } from '../../src/graph/graph.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getBoolean } from '../../src/tree/tree.js';

/**
 * For a Service `redis` the kubelet sets `REDIS_PORT=tcp://10.0.0.1:6379` in every container of the namespace that does
 * not set it by itself: a default in a program or a script gives way to it (semantics 8.4; kubelet,
 * envvars.FromServices).
 */
export default defineRule({
  id: 'colliding-service-variable',
  severity: 'warning',
  summary: 'An `X_PORT` that is taken for a number, where Service `x` makes it an address',
  kinds: ['Workload', 'Service'],
  fixable: false,
  since: '0.1.0',

  *check(subject, graph) {
    if ('ports' in subject) yield* besideApiServer(subject, graph);
    else yield* inContainers(subject, graph);
  },
});

function* inContainers({ resource, templates }: Workload, { names, unit }: Graph): Iterable<Finding> {
  const said = new Set<string>(); // once for a variable, however often it is used
  for (const variable of templates.flatMap((template) => names.linkVariables(template))) {
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
    yield linkVariableFinding(resource, variable, service);
  }
}

/** The name whose `X_PORT` is one of the variables by which Pods find the API server. */
const SHADOWING = 'kubernetes-service';

/** Every Pod of the namespace finds the API server by `KUBERNETES_SERVICE_HOST` and `KUBERNETES_SERVICE_PORT`. */
function* besideApiServer(service: Service, { namespaces, unit }: Graph): Iterable<Finding> {
  const { name, resource, type, headless } = service;
  if (name !== SHADOWING || headless || type === 'ExternalName' || unit.isRefused(resource)) return;
  const namespace = namespaces.of(resource);
  const [victim] = ['Deployment', 'StatefulSet', 'DaemonSet']
    .flatMap((kind) => (namespace === null ? [] : unit.inNamespace('apps', kind, namespace)))
    .filter((each) => getBoolean(each.tree, 'spec', 'template', 'spec', 'enableServiceLinks') !== false);
  if (victim === undefined) return;
  const value = code(`KUBERNETES_SERVICE_PORT=tcp://<cluster IP>:${service.ports[0]?.port ?? 80}`);
  yield {
    message: `${serviceWords(service)} hides the API server from the Pods of its namespace`,
    at: { place: resource.at('metadata', 'name'), text: `the kubelet makes ${value} of this name` },
    related: [{ place: victim.at('metadata', 'name'), text: `${describe(victim)} gets this variable, too` }],
    notes: ['clients of the API server take this variable for the number of its port'],
    help: 'give the Service another name, or set `enableServiceLinks: false` for the Pods',
  };
}
