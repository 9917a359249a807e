import { remember, rememberEach } from '../../data/once.js';
import { streamPortOf, type StreamPort } from '../../k8s/images/streams.js';
import type { Container } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { Spoken } from '../../k8s/spoken/saying.js';
import { readSayings, spokenByTexts } from '../../k8s/spoken/sayings.js';
import { spokenOn } from '../../k8s/spoken/spoken.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Selections } from '../selection/selection.js';
import type { Ports } from '../ports/ports.js';
import type { Place } from '../../tree/tree.js';

export interface SpokenBehind {
  /** What all Pods behind a port of a Service speak, by texts of their own; undefined where nothing tells. */
  spokenBehind(service: Service, port: ServicePort): Spoken | undefined;
  /** The database, broker or other program behind a port of a Service that surely speaks no HTTP there. */
  streamBehind(service: Service, port: ServicePort): StreamBehind | undefined;
  /** What is spoken on a port of Pods; undefined where nothing tells, or two texts disagree. */
  spokenOn(template: PodTemplate, number: number): Spoken | undefined;
  /** What flags, variables, mounted files and the image of a container say of a port, whatever probes ask there. */
  saidOf(template: PodTemplate, container: Container, number: number): readonly Spoken[];
}

/** A program with a protocol of its own, and the image that says so. */
export interface StreamBehind extends StreamPort {
  readonly at: Place;
}

export function spokenBehindOf(
  selections: Pick<Selections, 'of'>,
  { resolve, configured, given }: Pick<Ports, 'resolve' | 'configured' | 'given'>,
): SpokenBehind {
  const sayings = rememberEach((template: PodTemplate, container: Container) => {
    const { files, listeners } = configured(template, container);
    return readSayings(container, { files, listeners, given: given(template, container).variables });
  });
  const saidOf: SpokenBehind['saidOf'] = (template, container, number) =>
    spokenByTexts(container, number, sayings(template, container));
  const ofTemplate = rememberEach((template: PodTemplate, number: number) =>
    spokenOn(template.containers, number, (container) => saidOf(template, container, number)),
  );
  const ofService = remember((service: Service) =>
    remember((port: ServicePort): Spoken | undefined => {
      const { templates, uncertain } = selections.of(service);
      const found = templates.map((template) => {
        const { number } = resolve(port, template);
        return number === undefined || template.injected ? undefined : ofTemplate(template, number);
      });
      const [first] = found;
      return !uncertain && found.every((each) => each !== undefined && each.scheme === first?.scheme)
        ? first
        : undefined;
    }),
  );
  const streamBehind: SpokenBehind['streamBehind'] = (service, port) => {
    const { templates, uncertain } = selections.of(service);
    const found = templates.map((template) => {
      const { number } = resolve(port, template);
      return number === undefined ? undefined : streamOn(template, number);
    });
    const [first] = found;
    return !uncertain && found.every((each) => each?.speaks === first?.speaks) ? first : undefined;
  };
  return { spokenBehind: (service, port) => ofService(service)(port), streamBehind, spokenOn: ofTemplate, saidOf };
}

function streamOn(template: PodTemplate, number: number): StreamBehind | undefined {
  for (const container of template.containers) {
    const stream = container.role === 'init' ? undefined : streamPortOf(container, number);
    if (stream !== undefined) return { ...stream, at: container.at('image') };
  }
  return undefined;
}
