import type { Graph } from '../../../src/graph/graph.js';
import { streamPortOf } from '../../../src/k8s/images/streams.js';
import { httpWord } from '../../../src/k8s/routes/istio.js';
import type { Service, ServicePort } from '../../../src/k8s/services/service.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { portWords, serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import type { Place } from '../../../src/tree/tree.js';

/** A sidecar reads HTTP on every port whose name or `appProtocol` says so (semantics 7.23). */
export default defineRule({
  id: 'misread-mesh-port',
  severity: 'warning',
  summary: 'A Service port that Istio takes for HTTP by its name, where the Pods speak another protocol',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, graph) {
    const named = service.ports.filter(
      (port) => port.protocol === 'TCP' && httpWord(service.resource, port.path) !== undefined,
    );
    if (named.length === 0 || service.resource.patched || graph.unit.isRefused(service.resource)) return;
    const { templates, uncertain } = graph.selection.of(service);
    const [template] = templates;
    const sidecar = template && !uncertain ? graph.routes.sidecarOf(template) : undefined;
    if (template === undefined || sidecar === undefined) return;
    for (const port of named) {
      const spoken = otherThanHttp(service, port, template, graph);
      if (spoken !== undefined) yield misread(service, port, spoken, sidecar);
    }
  },
});

interface Other extends PlacedLabel {
  readonly what: string;
}

function otherThanHttp(
  service: Service,
  port: ServicePort,
  template: PodTemplate,
  { ports }: Graph,
): Other | undefined {
  const { number } = ports.resolve(port, template);
  if (number === undefined) return undefined;
  for (const container of template.containers) {
    const stream = container.role === 'init' ? undefined : streamPortOf(container, number);
    if (stream !== undefined)
      return {
        what: `${stream.program} speaks ${stream.speaks}`,
        place: container.at('image'),
        text: `${stream.program}, which speaks ${stream.speaks} on ${number}`,
      };
  }
  const spoken = ports.spokenBehind(service, port);
  return spoken?.scheme === 'https'
    ? { what: 'the Pods speak TLS', place: spoken.at, text: `${spoken.by} says that TLS is spoken` }
    : undefined;
}

function misread(service: Service, port: ServicePort, { what, ...told }: Other, sidecar: Place): Finding {
  const { resource } = service;
  const field = resource.get(...port.path, 'appProtocol') === undefined ? 'name' : 'appProtocol';
  return {
    message: `${serviceWords(service)} has ${portWords(port)}, which Istio takes for HTTP, where ${what}`,
    at: { place: port.at(field), text: 'by this a sidecar reads the connection as HTTP' },
    related: [told, { place: sidecar, text: 'by this the Pods get a sidecar' }],
    notes: ['the sidecar finds no HTTP in what is sent, and closes the connection'],
    help: 'write `appProtocol: tcp` beside the name, or give the port a name that begins with `tcp-` or `tls-`',
  };
}
