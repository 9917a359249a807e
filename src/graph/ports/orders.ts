import { groupBy } from '../../data/group.js';
import type { ConfiguredListener } from '../../k8s/listening/configured.js';
import { isChanged } from '../../k8s/images/changed.js';
import { imageDefaults } from '../../k8s/programs/images.js';
import { givenPorts, toldList, type ToldPort, toldPorts, usualPort } from '../../k8s/programs/told-ports.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Container } from '../../k8s/pods/container.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Place } from '../../tree/tree.js';
import type { Ports } from './ports.js';

/** The text that says where the program listens. */
export interface Order {
  /** The object whose text it is. */
  readonly resource: Resource;
  readonly place: Place;
  /** `--port=3000`; for an image or a program its name. */
  readonly said: string;
  readonly ports: readonly number[];
  readonly kind: 'text' | 'file' | 'image' | 'program';
  /** Nothing else can make the program listen, so that a declaration does not matter. */
  readonly complete: boolean;
  /** It may speak of the port of the Service as well. */
  readonly byName?: boolean;
  /** The port that the program has where no text says another one. */
  readonly left?: number | undefined;
  /** The program has a main port besides, of which the text says nothing. */
  readonly isBeside?: true;
  /** Of an image: the program does not listen there by anything that is not on disk. */
  readonly isShut?: (number: number) => boolean;
}

interface ToldText extends ToldPort {
  /** The object whose text it is. */
  readonly resource: Resource;
}

/** The one text that says where the program listens; none where several say different things. */
export function ordersOf(
  container: Container,
  template: PodTemplate,
  { configured, given }: Pick<Ports, 'configured' | 'given'>,
): readonly Order[] {
  const { listeners, complete } = configured(template, container);
  if (listeners.some(({ partial }) => partial)) return [];
  const own = toldPorts(container).map((told): ToldText => ({ ...told, resource: template.workload.resource }));
  const others = givenPorts(container, given(template, container).variables).map(({ variable, told }): ToldText => ({
    ...told,
    resource: variable.resource,
  }));
  const texts = [...own, ...others].filter(({ purpose }) => purpose === 'serving');
  const [text] = texts;
  if (listeners.length > 0) {
    const main = listeners.filter(({ beside }) => beside !== true);
    const order = orderOfFile(main, complete);
    const agree = order !== undefined && (complete || texts.every(({ port }) => order.ports.includes(port)));
    const others = listeners
      .filter(({ beside }) => beside === true)
      .flatMap((each) => orderOfFile([each], false) ?? []);
    return [...(agree ? [order] : []), ...others.map((each): Order => ({ ...each, isBeside: true }))];
  }
  const list = toldList(container);
  if (list !== undefined && texts.every(({ port }) => list.ports.includes(port)))
    return [{ ...list, resource: template.workload.resource, kind: 'text', complete: false, isShut: () => true }];
  if (text !== undefined) {
    const { resource, place, said, port } = text;
    if (texts.every(({ moved }) => moved !== undefined)) return ordersOfMoved(texts);
    const isOne = texts.every((other) => other.port === port);
    const byName = texts.every((each) => each.byName === true);
    const [usual, ...more] = imageDefaults(container)?.ports ?? [];
    const left = byName || more.length > 0 ? undefined : usual;
    return isOne ? [{ resource, place, said, ports: [port], kind: 'text', complete: false, byName, left }] : [];
  }
  const { resource } = template.workload;
  const image = orderOfImage(container, template, given(template, container).known);
  if (image !== undefined) return [image];
  const usual = usualPort(container);
  if (usual === undefined) return [];
  const { place: at, said: by, port: number } = usual;
  return [{ resource, place: at, said: by, ports: [number], kind: 'program', complete: false }];
}

/** One order for each port that variables of the program move. */
function ordersOfMoved(texts: readonly ToldText[]): readonly Order[] {
  return [...groupBy(texts, ({ moved }) => moved).values()].flatMap((group): readonly Order[] => {
    const [text] = group;
    if (text === undefined || group.some(({ port }) => port !== text.port)) return [];
    const { resource, place, said, port, moved } = text;
    return [{ resource, place, said, ports: [port], kind: 'text', complete: false, left: moved }];
  });
}

/** The ports of a well-known image, where nothing tells it otherwise. */
function orderOfImage(container: Container, { workload }: PodTemplate, known: boolean): Order | undefined {
  const facts = imageDefaults(container);
  if (facts === undefined || isChanged(container, facts, known)) return undefined;
  return {
    resource: workload.resource,
    place: container.at('image'),
    said: facts.name,
    ports: facts.ports,
    kind: 'image',
    complete: false,
    isShut: (number) => !facts.isOpenEnded || facts.switched.has(number),
  };
}

function orderOfFile(listeners: readonly ConfiguredListener[], complete: boolean): Order | undefined {
  const [first] = listeners;
  const numbers = [...new Set(listeners.map(({ port }) => port))];
  const ports = numbers.filter((port) => port !== undefined);
  if (first === undefined || ports.length < numbers.length || (!complete && ports.length > 1)) return undefined;
  const { file, sure, usual, program } = first;
  const { place, said } = first.portWords ?? first;
  // The image of nginx has a file of its own beside the mounted ones.
  const isMoved = sure && program !== 'nginx' && !listeners.some(({ omitted }) => omitted);
  const left = isMoved ? usual : undefined;
  return { resource: file.resource, place, said, ports, kind: 'file', complete, left };
}

/** What one text of a container says. */
export function orderOfText(
  { workload }: PodTemplate,
  { place, said, port }: Pick<ToldPort, 'place' | 'said' | 'port'>,
): Order {
  return { resource: workload.resource, place, said, ports: [port], kind: 'text', complete: false };
}
