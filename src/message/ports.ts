import { code, codes, list } from '../text/words.js';
import { getList, getString, type Place } from '../tree/tree.js';
import { runningPorts } from '../k8s/listening/running.js';
import type { ContainerPort } from '../k8s/pods/container.js';
import { describe } from '../k8s/object/resource.js';
import type { Service, ServicePort } from '../k8s/services/service.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';

/** "port `http`" of a Service, or "port 80" where it has no name. */
export function portWords(port: ServicePort): string {
  return port.name === '' ? `port ${port.port}` : `port ${code(port.name)}`;
}

/** "`http` (8080), 9100": what containers declare, each number once. */
function declaredWords(ports: readonly ContainerPort[]): string {
  const words = ports.map((port) =>
    port.name === undefined ? String(port.number) : `${code(port.name)} (${port.number})`,
  );
  return list([...new Set(words)]);
}

/**
 * "container `app` of Deployment `web`", "sidecar `proxy`": who declares a port; the owner is looked for in
 * `templates`.
 */
export function holderWords(port: ContainerPort, templates: readonly PodTemplate[] = []): string {
  const { name, role } = port.container;
  const owner = templates.find((template) => template.containers.includes(port.container));
  const noun = { regular: 'container', sidecar: 'sidecar', init: 'init container' }[role];
  return `${noun} ${code(name)}${owner === undefined ? '' : ` of ${describe(owner.workload.resource)}`}`;
}

/** "Service `web`". */
export function serviceWords(service: Service): string {
  return `Service ${code(service.name)}`;
}

/** What a template declares, at the place where it does: "Deployment `web` has ports named `http` and `metrics`". */
export function portsOf(template: PodTemplate): { readonly place: Place; readonly text: string } {
  const owner = describe(template.workload.resource);
  const ports = runningPorts(template);
  const names = template.portNames;
  const holder = ports[0]?.container;
  if (holder === undefined)
    return { place: template.containers[0]?.at('name') ?? template.at(), text: `${owner} declares no ports` };
  const [name] = names;
  if (name === undefined)
    return { place: holder.keyAt('ports'), text: `${owner} declares ${declaredWords(ports)}, without a name` };
  const said = names.size === 1 ? `has one named port, ${code(name)}` : `has ports named ${codes(names)}`;
  const named = ports.find((port) => port.name !== undefined);
  return { place: named?.at('name') ?? holder.keyAt('ports'), text: `${owner} ${said}` };
}

/** As `portsOf`, where numbers matter, at the `meant` one: "Deployment `web` declares `http` (8080) and 9102". */
export function numbersOf(
  template: PodTemplate,
  meant?: ContainerPort,
): { readonly place: Place; readonly text: string } {
  const ports = runningPorts(template);
  const shown = ports.find((port) => port === meant) ?? ports[0];
  return {
    place: shown?.at('containerPort') ?? template.at(),
    text: `${describe(template.workload.resource)} declares ${declaredWords(ports)}`,
  };
}

/** A port declared where Kubernetes does not look: `ports` beside `containers` instead of inside one. */
export function misplacedPort(
  template: PodTemplate,
  name: string,
): { readonly place: Place; readonly text: string } | undefined {
  const { resource } = template.workload;
  const levels = [
    [...template.path, 'spec', 'ports'],
    [...template.path, 'ports'],
    ['spec', 'ports'],
  ];
  for (const level of levels) {
    const index = getList(resource.get(...level)).findIndex((item) => getString(item, 'name') === name);
    if (index !== -1)
      return {
        place: resource.at(...level, index, 'name'),
        text: 'the name is declared here, outside of every container',
      };
  }
  return undefined;
}
