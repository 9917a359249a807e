import type { Node } from 'yaml';
import {
  itemsAt,
  keyAt,
  labelsAt,
  pairsAt,
  placeAt,
  selectedBy,
  templateOf,
  textAt,
  type Manifest,
  type Place,
  type World,
} from './world.js';

/** One slip: a text of one file that is replaced by another. */
export interface Slip {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Finds where a slip of one kind breaks something that was whole before. */
type Plant = (world: World) => readonly (Slip | null)[];

/**
 * The kinds of slips, by what people get wrong. Each is planted only where the other end stands in the same files, and
 * where it breaks something: what a kustomization of the folder writes over a text makes a slip there harmless, and a
 * number that is declared as well is no slip that a text contradicts. A probe may ask a port that nobody declares, so
 * its number is changed only where another text of the container says it too.
 */
export const SLIPS: Readonly<Record<string, Plant>> = {
  'selector key': (world) => selectors(world).map(({ key }) => misspelled(key)),
  'selector value': (world) => selectors(world).map(({ value }) => misspelled(value)),
  'selector value renamed': (world) => selectors(world).map(({ value }) => renamed(value)),
  'template label changed': (world) => templateLabels(world).map(({ value }) => misspelled(value)),
  'template label dropped': (world) => templateLabels(world).map(({ key, value }) => droppedLine(key, value)),
  'target port name': (world) => targetPorts(world, 'name').map(({ place }) => misspelled(place)),
  'container port name': (world) => namedContainerPorts(world).map((place) => misspelled(place)),
  'target port number': (world) => targetPorts(world, 'number').map(({ place, taken }) => anotherNumber(place, taken)),
  'container port number': (world) =>
    targetPorts(world, 'number').map(({ declared, taken }) => declared && anotherNumber(declared, taken)),
  'port and target port swapped': (world) =>
    targetPorts(world, 'number').map(({ place, port }) => swapped(port, place)),
  'protocol of a Service port': (world) => protocols(world).map((place) => replaced(place, 'UDP')),
  'target port quoted': (world) => targetPorts(world, 'number').map(({ place }) => quoted(place)),
  'container port quoted': (world) =>
    targetPorts(world, 'number').map(({ declared }) => (declared === null ? null : quoted(declared))),
  'probe port name': (world) => probePorts(world, 'name').map(({ place }) => misspelled(place)),
  'probe port number': (world) => probePorts(world, 'number').map(({ place, taken }) => anotherNumber(place, taken)),
  'Ingress backend': (world) => backends(world).map(({ name }) => misspelled(name)),
  'Ingress backend port': (world) =>
    backends(world).map(({ port, taken }) => port && (isNumber(port) ? anotherNumber(port, taken) : misspelled(port))),
  'target of an autoscaler': (world) => scaleTargets(world).map((place) => misspelled(place)),
  serviceName: (world) => governing(world).map((place) => misspelled(place)),
  'DNS name': (world) => addresses(world).map(({ host }) => misspelled(host)),
  'DNS port': (world) => addresses(world).map(({ port, taken }) => port && anotherNumber(port, taken)),
  namespace: (world) => namespaces(world).map((place) => misspelled(place)),
  'field name': (world) => fieldNames(world).map((place) => misspelled(place)),
};

function selectors(world: World): readonly { key: Place; value: Place }[] {
  return world.services
    .filter((service) => selectedBy(world, service).length > 0)
    .flatMap((service) => pairsAt(service, service.root, ['spec', 'selector']))
    .filter(({ key }) => !world.overwritten.has(key.text));
}

/** The labels of Pod templates that a Service selects by, or the workload itself. */
function templateLabels(world: World): readonly { key: Place; value: Place }[] {
  const wanted = new Map<Manifest, Set<string>>();
  for (const service of world.services)
    for (const workload of selectedBy(world, service))
      for (const key of labelsAt(service.root, ['spec', 'selector']).keys())
        wanted.set(workload, (wanted.get(workload) ?? new Set()).add(key));
  return [...wanted].flatMap(([workload, keys]) =>
    pairsAt(workload, templateOf(workload), ['metadata', 'labels']).filter(
      ({ key }) => keys.has(key.text) && !world.overwritten.has(key.text),
    ),
  );
}

interface TargetPort {
  readonly place: Place;
  readonly port: Place | null;
  /** Where the container says the same number; null where it is written otherwise. */
  readonly declared: Place | null;
  /** The numbers that the containers declare, and those that a Service sends to. */
  readonly taken: ReadonlySet<string>;
}

/** The target ports that a container of every selected workload declares. */
function targetPorts(world: World, by: 'name' | 'number'): readonly TargetPort[] {
  return world.services.flatMap((service) => {
    const selected = selectedBy(world, service);
    if (selected.length === 0) return [];
    return itemsAt(service.root, ['spec', 'ports']).flatMap((port): readonly TargetPort[] => {
      const place = placeAt(service, port, ['targetPort']);
      if (place === null || isNumber(place) !== (by === 'number')) return [];
      const declared = selected.map((workload) => declaredPort(workload, place.text, by));
      const first = declared[0];
      if (first === undefined || declared.includes(null)) return [];
      const taken = new Set([
        ...selected.flatMap(containersOf).flatMap((each) => [...declaredNumbers(each), ...wordsOf(each)]),
        ...world.services.flatMap((each) => itemsAt(each.root, ['spec', 'ports'])).flatMap(numbersOf),
      ]);
      return [{ place, port: placeAt(service, port, ['port']), declared: selected.length === 1 ? first : null, taken }];
    });
  });
}

function declaredNumbers(container: Node): readonly string[] {
  return itemsAt(container, ['ports']).flatMap((port) => textAt(port, ['containerPort']) ?? []);
}

/** The number of a Service port, and the one that it sends to. */
function numbersOf(port: Node): readonly string[] {
  return ['port', 'targetPort'].flatMap((field) => textAt(port, [field]) ?? []);
}

function declaredPort(workload: Manifest, text: string, by: 'name' | 'number'): Place | null {
  const ports = containersOf(workload).flatMap((container) => itemsAt(container, ['ports']));
  const field = by === 'name' ? 'name' : 'containerPort';
  for (const port of ports) {
    const place = placeAt(workload, port, [field]);
    if (place?.text === text) return place;
  }
  return null;
}

function namedContainerPorts(world: World): readonly Place[] {
  return targetPorts(world, 'name').flatMap(({ declared }) => (declared === null ? [] : [declared]));
}

function containersOf(workload: Manifest): readonly Node[] {
  return itemsAt(templateOf(workload), ['spec', 'containers']);
}

function protocols(world: World): readonly Place[] {
  return world.services.flatMap((service) => {
    const selected = selectedBy(world, service);
    return itemsAt(service.root, ['spec', 'ports']).flatMap((port) => {
      const place = placeAt(service, port, ['protocol']);
      const target = textAt(port, ['targetPort']) ?? textAt(port, ['port']);
      if (place?.text !== 'TCP' || target === null || selected.length === 0) return [];
      const by = /^\d+$/.test(target) ? 'number' : 'name';
      return selected.every((workload) => declaredPort(workload, target, by) !== null) ? [place] : [];
    });
  });
}

const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'].flatMap((probe) =>
  ['httpGet', 'tcpSocket'].map((handler) => [probe, handler] as const),
);

interface Probed {
  readonly place: Place;
  readonly taken: ReadonlySet<string>;
}

/** The ports of probes that the container declares; a number only where another text of the container says it too. */
function probePorts(world: World, by: 'name' | 'number'): readonly Probed[] {
  return world.workloads.flatMap((workload) =>
    containersOf(workload).flatMap((container) => {
      const taken = new Set(declaredNumbers(container));
      const declared = [...taken, ...itemsAt(container, ['ports']).flatMap((port) => textAt(port, ['name']) ?? [])];
      const places = PROBES.flatMap(([probe, handler]) => placeAt(workload, container, [probe, handler, 'port']) ?? []);
      const told = wordsOf(container);
      return places
        .filter((place) => isNumber(place) === (by === 'number') && declared.includes(place.text))
        .filter(({ text }) => by === 'name' || told.filter((word) => word === text).length > 1)
        .map((place) => ({ place, taken }));
    }),
  );
}

/** The numbers in probes, commands, arguments and variables. */
function wordsOf(container: Node): readonly string[] {
  const texts = [
    ...PROBES.flatMap(([probe, handler]) => textAt(container, [probe, handler, 'port']) ?? []),
    ...['command', 'args'].flatMap((field) => itemsAt(container, [field]).flatMap((item) => textAt(item, []) ?? [])),
    ...itemsAt(container, ['env']).flatMap((item) => textAt(item, ['value']) ?? []),
  ];
  return texts.flatMap((text) => text.match(/\d+/g) ?? []);
}

function backends(world: World): readonly { name: Place; port: Place | null; taken: ReadonlySet<string> }[] {
  return world.objects
    .filter(({ kind }) => kind === 'Ingress')
    .flatMap((ingress) =>
      itemsAt(ingress.root, ['spec', 'rules'])
        .flatMap((rule) => itemsAt(rule, ['http', 'paths']))
        .flatMap((path) => {
          const name = placeAt(ingress, path, ['backend', 'service', 'name']);
          const service = world.services.find((one) => one.name === name?.text && one.namespace === ingress.namespace);
          if (name === null || service === undefined) return [];
          const port =
            placeAt(ingress, path, ['backend', 'service', 'port', 'number']) ??
            placeAt(ingress, path, ['backend', 'service', 'port', 'name']);
          return [{ name, port, taken: portsOf(service) }];
        }),
    );
}

function portsOf({ root }: Manifest): ReadonlySet<string> {
  return new Set(itemsAt(root, ['spec', 'ports']).flatMap((port) => textAt(port, ['port']) ?? []));
}

function scaleTargets(world: World): readonly Place[] {
  return world.objects
    .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
    .flatMap((scaler) => {
      const place = placeAt(scaler, scaler.root, ['spec', 'scaleTargetRef', 'name']);
      const isThere = world.workloads.some(
        ({ name, namespace }) => name === place?.text && namespace === scaler.namespace,
      );
      return place !== null && isThere ? [place] : [];
    });
}

function governing(world: World): readonly Place[] {
  return world.workloads
    .filter(({ kind }) => kind === 'StatefulSet')
    .flatMap((set) => {
      const place = placeAt(set, set.root, ['spec', 'serviceName']);
      const isThere = world.services.some(({ name, namespace }) => name === place?.text && namespace === set.namespace);
      return place !== null && isThere ? [place] : [];
    });
}

/** `name:port` of a Service of the same files, in a variable of a container. */
function addresses(world: World): readonly { host: Place; port: Place | null; taken: ReadonlySet<string> }[] {
  return world.workloads.flatMap((workload) =>
    containersOf(workload)
      .flatMap((container) => itemsAt(container, ['env']))
      .flatMap((variable) => {
        const place = placeAt(workload, variable, ['value']);
        const found = place === null ? null : /^(?:[a-z+]+:\/\/)?([a-z][-a-z0-9]*):(\d+)(?:\/|$)/.exec(place.text);
        if (place === null || found === null) return [];
        const [all, name = '', number = ''] = found;
        const service = world.services.find((one) => one.name === name && one.namespace === workload.namespace);
        const taken = service && portsOf(service);
        if (taken?.has(number) !== true) return [];
        const at = place.start + all.indexOf(name);
        const portAt = place.start + all.indexOf(`:${number}`) + 1;
        const part = (start: number, text: string): Place => ({ ...place, start, end: start + text.length, text });
        return [{ host: part(at, name), port: part(portAt, number), taken }];
      }),
  );
}

/** The namespaces of Services whose Pods stand in the same one. */
function namespaces(world: World): readonly Place[] {
  return world.services
    .filter((service) => service.namespace !== null && !world.setsNamespace && selectedBy(world, service).length > 0)
    .flatMap((service) => placeAt(service, service.root, ['metadata', 'namespace']) ?? []);
}

const FIELDS: readonly (readonly (string | number)[])[] = [
  ['spec', 'selector'],
  ['spec', 'ports'],
  ['spec', 'ports', 0, 'targetPort'],
  ['spec', 'ports', 0, 'protocol'],
  ['spec', 'template'],
  ['spec', 'template', 'spec', 'containers'],
  ['spec', 'template', 'spec', 'containers', 0, 'ports'],
  ['spec', 'template', 'spec', 'containers', 0, 'ports', 0, 'containerPort'],
  ['spec', 'template', 'spec', 'containers', 0, 'readinessProbe'],
];

function fieldNames(world: World): readonly Place[] {
  return [...world.services, ...world.workloads].flatMap((manifest) =>
    FIELDS.flatMap((path) => keyAt(manifest, manifest.root, path) ?? []),
  );
}

function isNumber({ text, isQuoted }: Place): boolean {
  return !isQuoted && /^\d+$/.test(text);
}

function replaced({ file, start, end }: Place, text: string): Slip {
  return { file: file.path, start, end, text };
}

/** Two letters in the middle change places, or one is doubled where they are alike: what fingers do. */
function misspelled(place: Place): Slip | null {
  const { text } = place;
  const letters = [...text.matchAll(/[a-z](?=[a-z])/gi)].map(({ index }) => index);
  const at = letters[Math.floor(letters.length / 2)];
  if (at === undefined) return null;
  const [one = '', two = ''] = [text[at], text[at + 1]];
  const slip = one === two ? one : two + one;
  return replaced(place, text.slice(0, at) + slip + text.slice(at + 2));
}

/** Another word for the same thing: what is left when a label is renamed on one side. */
function renamed(place: Place): Slip | null {
  return place.text === 'web' || !/^[a-z]/i.test(place.text) ? null : replaced(place, 'web');
}

/** The next number that nothing has. */
function anotherNumber(place: Place, taken: ReadonlySet<string>): Slip {
  const step = place.text === '65535' ? -1 : 1;
  let number = Number(place.text) + step;
  while (taken.has(String(number))) number += step;
  return replaced(place, String(number));
}

function quoted(place: Place): Slip {
  return replaced(place, `"${place.text}"`);
}

/** `port: 80`, `targetPort: 8080` the other way round; null where the two stand on lines apart, or are equal. */
function swapped(port: Place | null, target: Place): Slip | null {
  if (port === null || port.text === target.text) return null;
  const [first, last] = port.start < target.start ? [port, target] : [target, port];
  const between = first.file.text.slice(first.end, last.start);
  return between.split('\n').length > 2
    ? null
    : { file: first.file.path, start: first.start, end: last.end, text: last.text + between + first.text };
}

/** The whole line of a pair goes; null where something else stands on it. */
function droppedLine(key: Place, value: Place): Slip | null {
  const { text, path } = key.file;
  const start = text.lastIndexOf('\n', key.start) + 1;
  const end = text.indexOf('\n', value.end) + 1;
  const isAlone =
    end > 0 && /^\s*["']?$/.test(text.slice(start, key.start)) && /^["']?\s*$/.test(text.slice(value.end, end));
  return isAlone ? { file: path, start, end, text: '' } : null;
}
