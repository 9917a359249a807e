import { remember } from '../../data/once.js';
import type { Container } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { getString, scalarsIn, type Place } from '../../tree/tree.js';
import type { Selections } from '../selection/selection.js';
import type { UnitObjects } from '../unit/objects.js';
import type { Ports } from '../ports/ports.js';

/** What the program behind a port says of the PROXY protocol. */
export interface ProxyReader {
  readonly expects: boolean;
  readonly at: Place;
  /** The text that says so. */
  readonly said: string;
}

export interface ProxyReaders {
  /** What all Pods behind a port of a Service say; undefined where nothing tells. */
  proxyReader(service: Service, port: ServicePort): ProxyReader | undefined;
}

/** Mounted files of nginx and HAProxy, and the ConfigMap of ingress-nginx (semantics 7.20). */
export function proxyReadersOf(
  selections: Pick<Selections, 'of'>,
  { resolve, configured }: Pick<Ports, 'resolve' | 'configured'>,
  { find }: Pick<UnitObjects, 'find'>,
): ProxyReaders {
  const inFiles = (template: PodTemplate, container: Container, number: number): readonly ProxyReader[] =>
    configured(template, container).listeners.flatMap(({ program, port, place, said, line, sure }) => {
      const word = WORDS.get(program);
      return word === undefined || port !== number || !sure
        ? []
        : [{ expects: word.test(line), at: place, said: `\`${said}\`` }];
    });
  const inController = (template: PodTemplate, container: Container, number: number): readonly ProxyReader[] => {
    const declared = container.ports.find((port) => port.number === number);
    if (!/^https?$/.test(declared?.name ?? '') || !isIngressNginx(container)) return [];
    const flag = [...scalarsIn(container.get('args')), ...scalarsIn(container.get('command'))].find((text) =>
      text.startsWith('--configmap='),
    );
    const name = flag?.split('/').at(-1);
    const [map, ...more] = name === undefined ? [] : find('', 'ConfigMap', name, template.workload.resource);
    if (map === undefined || more.length > 0 || map.partial) return [];
    const expects = getString(map.tree, 'data', 'use-proxy-protocol') === 'true';
    const at = map.get('data') === undefined ? map.at('metadata', 'name') : map.keyAt('data');
    const own = ['data', 'use-proxy-protocol'];
    return [
      { expects, at: map.get(...own) === undefined ? at : map.at(...own), said: `ConfigMap \`${map.name ?? ''}\`` },
    ];
  };
  const ofService = remember((service: Service) =>
    remember((port: ServicePort): ProxyReader | undefined => {
      const { templates, uncertain } = selections.of(service);
      if (uncertain) return undefined;
      const found = templates.map((template) => {
        const { number } = resolve(port, template);
        if (number === undefined || template.injected || template.workload.resource.partial) return undefined;
        const readers = template.runningContainers.flatMap((container) => [
          ...inFiles(template, container, number),
          ...inController(template, container, number),
        ]);
        return readers.every(({ expects }) => expects === readers[0]?.expects) ? readers[0] : undefined;
      });
      const [first] = found;
      return found.every((each) => each !== undefined && each.expects === first?.expects) ? first : undefined;
    }),
  );
  return { proxyReader: (service, port) => ofService(service)(port) };
}

const WORDS: ReadonlyMap<string, RegExp> = new Map([
  ['nginx', /\bproxy_protocol\b/],
  ['haproxy', /\baccept-proxy\b/],
]);

function isIngressNginx(container: Container): boolean {
  return /(?:^|\/)(?:ingress-nginx\/controller|nginx-ingress-controller)(?:-chroot)?(?:[:@]|$)/.test(
    getString(container.get(), 'image') ?? '',
  );
}
