import type { EndpointGroup, OfferedPort, ServiceEndpoints } from '../endpoints/endpoints.js';
import { groupBy } from '../../data/group.js';
import { code, list } from '../../text/words.js';
import type { ContractChange } from './difference.js';
import { paired, pairedNearest, type Housed, type Pair } from './pairs.js';
import type { WorkloadChanges } from './workloads.js';

/** What callers of Services notice. */
export function serviceChanges(
  earlier: readonly (ServiceEndpoints & Housed)[],
  after: readonly (ServiceEndpoints & Housed)[],
  nowOf: WorkloadChanges['nowOf'],
): readonly ContractChange[] {
  const before = earlier.map((service) => withNames(service, nowOf));
  const { same, gone, added } = pairedNearest(before, after, ({ namespace, name }) =>
    JSON.stringify([namespace, name]),
  );
  const offering = groupBy(added, contractOf);
  const renamed = gone.flatMap((was): Pair<ServiceEndpoints>[] => {
    const [now, ...others] = offering.get(contractOf(was)) ?? [];
    return now !== undefined && others.length === 0 && was.groups.length > 0 ? [{ was, now }] : [];
  });
  const known = new Set(renamed.flatMap(({ was, now }) => [was, now]));
  const isRenamed = (service: ServiceEndpoints): boolean => known.has(service);
  const [copiesBefore, copiesNow] = [copiesIn(before), copiesIn(after)];
  return [
    ...renamed.map(({ was, now }) => renaming(was, now)),
    ...gone.filter((service) => !isRenamed(service)).map((was) => removal(was, copiesNow(was))),
    ...added.filter((service) => !isRenamed(service)).map((now) => addition(now, copiesBefore(now))),
    ...same.flatMap(({ was, now }) => [...typeChange(was, now), ...portChanges(was, now)]),
  ];
}

/** As it was, with what stands behind it called as it is called now. */
function withNames(service: ServiceEndpoints & Housed, nowOf: WorkloadChanges['nowOf']): ServiceEndpoints & Housed {
  const { namespace, home } = service;
  const groups = service.groups.map((group) => ({
    ...group,
    pods: group.pods.map((each) => ({ ...each, name: nowOf({ ...each, namespace }, home.unit).name })),
  }));
  return { ...service, groups };
}

const TOPIC = { topic: 'service' } as const;

/** The name by which other namespaces call it. */
function addressOf({ namespace, name }: ServiceEndpoints, port?: OfferedPort): string {
  const host = namespace === null ? name : `${name}.${namespace}`;
  if (port === undefined) return code(host);
  return code(`${host}:${port.port}${port.protocol === 'TCP' ? '' : `/${port.protocol}`}`);
}

const lineOf = ({ file, line }: ServiceEndpoints) => ({ file, line });

/** All that a caller who knows the name relies on. */
function contractOf({ namespace, type, ports, groups }: ServiceEndpoints): string {
  return JSON.stringify([namespace, type, ports, groups.map(({ pods, ports: own }) => [own, pods])]);
}

function renaming(was: ServiceEndpoints, now: ServiceEndpoints): ContractChange {
  const name = `${addressOf(was)} no longer resolves`;
  const text = `${name}: the Service is called ${addressOf(now)} now, with the same Pods and ports`;
  return { ...TOPIC, effect: 'breaks', text, before: lineOf(was), after: lineOf(now) };
}

type FindCopy = (service: ServiceEndpoints & Housed) => ServiceEndpoints | undefined;

/** The same Service, written a second time in the same unit or folder: whoever calls it by name reaches that. */
function copiesIn(services: readonly (ServiceEndpoints & Housed)[]): FindCopy {
  const placesOf = ({ namespace, name, home }: ServiceEndpoints & Housed): readonly string[] => {
    const folder = home.file.slice(0, home.file.lastIndexOf('/') + 1);
    return [`unit ${home.unit}`, `folder ${folder}`].map((place) => JSON.stringify([namespace, name, place]));
  };
  const known = new Map(services.flatMap((service) => placesOf(service).map((place) => [place, service] as const)));
  return (service) =>
    placesOf(service)
      .flatMap((place) => known.get(place) ?? [])
      .at(0);
}

function removal(was: ServiceEndpoints, copy: ServiceEndpoints | undefined): ContractChange {
  if (copy !== undefined) {
    const text = `${addressOf(was)} is written in one place less, and still stands in another`;
    return { ...TOPIC, effect: 'changes', text, before: lineOf(was), after: lineOf(copy) };
  }
  const text = `${addressOf(was)} no longer resolves: the Service is gone${portsOf(was)}`;
  return { ...TOPIC, effect: 'breaks', text, before: lineOf(was), after: null };
}

function addition(now: ServiceEndpoints, copy: ServiceEndpoints | undefined): ContractChange {
  if (copy !== undefined) {
    const text = `${addressOf(now)} is written in one more place: the one that is applied last counts`;
    return { ...TOPIC, effect: 'changes', text, before: lineOf(copy), after: lineOf(now) };
  }
  const lacking = now.lack === null ? '' : `, and has no endpoints: ${now.lack.text}`;
  const text = `${addressOf(now)} is new${portsOf(now)}${lacking}`;
  return { ...TOPIC, effect: 'opens', text, before: null, after: lineOf(now) };
}

function portsOf({ ports }: ServiceEndpoints): string {
  // DNS has one port for both TCP and UDP.
  const numbers = [...new Set(ports.map(({ port }) => `${port}`))];
  return numbers.length === 0 ? '' : ` (${numbers.length === 1 ? 'port' : 'ports'} ${list(numbers)})`;
}

function typeChange(was: ServiceEndpoints, now: ServiceEndpoints): readonly ContractChange[] {
  const [old, own] = [was, now].map(({ type, headless }) => (headless ? 'headless' : type));
  if (old === own) return [];
  const isBreaking = [old, own].some((kind) => kind === 'headless' || kind === 'ExternalName');
  const text = `${addressOf(now)} is ${own} now, and was ${old}`;
  return [{ ...TOPIC, effect: isBreaking ? 'breaks' : 'changes', text, before: lineOf(was), after: lineOf(now) }];
}

function portChanges(was: ServiceEndpoints, now: ServiceEndpoints): readonly ContractChange[] {
  const places = { before: lineOf(was), after: lineOf(now) };
  const { same, gone, added } = paired(was.ports, now.ports, ({ port, protocol }) => `${port}/${protocol}`);
  const movedTo = (port: OfferedPort): OfferedPort | undefined =>
    added.find(({ name, target }) => name === port.name && (name !== '' || target === port.target));
  const moved = new Set(gone.map(movedTo));
  const lost = same.filter((pair) => behind(was, pair.was).length > 0 && behind(now, pair.now).length === 0);
  const why = now.lack === null ? '' : `: ${now.lack.text}`;
  const whole = lost.length === same.length && lost.length > 1;
  return [
    ...gone.map((port): ContractChange => {
      const next = movedTo(port);
      const hint = next === undefined ? '' : `: the Service listens on ${next.port} in its place`;
      return { ...TOPIC, ...places, effect: 'breaks', text: `${addressOf(was, port)} is no port any more${hint}` };
    }),
    ...added
      .filter((port) => !moved.has(port))
      .map((port): ContractChange => ({
        ...TOPIC,
        ...places,
        effect: 'opens',
        text: `${addressOf(now, port)} is a new port`,
      })),
    ...(whole
      ? [{ ...TOPIC, ...places, effect: 'breaks', text: `${addressOf(now)} no longer has endpoints${why}` } as const]
      : lost.map((pair): ContractChange => ({
          ...TOPIC,
          ...places,
          effect: 'breaks',
          text: `${addressOf(now, pair.now)} no longer has endpoints${why}`,
        }))),
    ...same
      .filter(({ was: { name: old }, now: { name } }) => old !== name)
      .map((pair): ContractChange => ({ ...TOPIC, ...places, effect: 'breaks', text: portRenaming(now, pair) })),
    ...same.flatMap((pair) => behindChange(was, now, pair)),
  ];
}

/** Ingresses, monitors and SRV records call a port by its name. */
function portRenaming(service: ServiceEndpoints, { was, now }: Pair<OfferedPort>): string {
  const renamed = now.name === '' ? 'has no name any more' : `is named ${code(now.name)} now`;
  const before = was.name === '' ? 'had no name' : `was ${code(was.name)}`;
  return `${addressOf(service, now)} ${renamed}, and ${before}`;
}

/** `8080 of Deployment web`, for each that stands behind a port. */
function behind(
  { groups }: ServiceEndpoints,
  port: OfferedPort,
): readonly { readonly number: number; readonly pods: string }[] {
  return groups.flatMap(({ ports, pods }: EndpointGroup) =>
    ports
      .filter(({ name, protocol }) => name === port.name && protocol === port.protocol)
      .flatMap(({ port: number }) => pods.map(({ kind, name }) => ({ number, pods: `${kind} ${code(name)}` }))),
  );
}

function behindChange(
  was: ServiceEndpoints,
  now: ServiceEndpoints,
  pair: Pair<OfferedPort>,
): readonly ContractChange[] {
  const [old, own] = [behind(was, pair.was), behind(now, pair.now)];
  const places = { before: lineOf(was), after: lineOf(now) };
  const address = addressOf(now, pair.now);
  if (old.length === 0 && own.length > 0) {
    const text = `${address} has endpoints now: ${told(own)}`;
    return [{ ...TOPIC, ...places, effect: 'opens', text }];
  }
  if (own.length === 0 || JSON.stringify(old) === JSON.stringify(own)) return [];
  return [
    { ...TOPIC, ...places, effect: 'changes', text: `${address} leads to ${told(own)} now, and led to ${told(old)}` },
  ];
}

function told(all: readonly { readonly number: number; readonly pods: string }[]): string {
  return list(
    all.map(({ number, pods }) => `port ${number} of ${pods}`),
    'and',
    3,
  );
}
