import { remember, rememberEach } from '../../data/once.js';
import type { Container } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { Spoken } from '../../k8s/spoken/saying.js';
import { readSayings, spokenByTexts } from '../../k8s/spoken/sayings.js';
import { spokenOn } from '../../k8s/spoken/spoken.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Selections } from '../selection/selection.js';
import type { Ports } from '../ports/ports.js';

export interface SpokenBehind {
  /** What all Pods behind a port of a Service speak, by texts of their own; undefined where nothing tells. */
  spokenBehind(service: Service, port: ServicePort): Spoken | undefined;
  /** What is spoken on a port of Pods; undefined where nothing tells, or two texts disagree. */
  spokenOn(template: PodTemplate, number: number): Spoken | undefined;
  /** What flags, variables, mounted files and the image of a container say of a port, whatever probes ask there. */
  saidOf(template: PodTemplate, container: Container, number: number): readonly Spoken[];
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
  return { spokenBehind: (service, port) => ofService(service)(port), spokenOn: ofTemplate, saidOf };
}
