import { once } from '../../data/once.js';
import { type MadeService, type MadeServices, servicesMadeFor } from '../../k8s/operators/made-services.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** A name that somebody calls, in a namespace; undefined where nobody knows which. */
interface Called {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly port: number | undefined;
  /** The name of the variable or entry that says it. */
  readonly key: string;
}

/** Services that operators make for objects of the unit (semantics 3.8). */
export interface MadeNames {
  /** The Service of that very name. */
  made(called: Called): MadeService | undefined;
  /** What was meant by a name that begins with that of the object, and that its operator gives to nothing. */
  begun(called: Called): MadeService | undefined;
  /** The only one with that port, where the name says what its object is. */
  kindred(called: Called): MadeService | undefined;
}

export function madeNamesOf(
  { operated, services }: Pick<UnitIndex, 'operated' | 'services'>,
  namespaces: Pick<Namespaces, 'of'>,
): MadeNames {
  const makers = once(() => operated.flatMap((resource) => servicesMadeFor(resource) ?? []));
  const isIn = ({ maker }: MadeServices, namespace: string | undefined): boolean =>
    (namespaces.of(maker) ?? undefined) === namespace;
  const makersIn = (namespace: string | undefined): readonly MadeServices[] =>
    operated.length === 0 ? [] : makers().filter((maker) => isIn(maker, namespace));
  /** Nobody knows what the operator of another object of that name makes. */
  const hasNamesake = ({ maker }: MadeServices): boolean =>
    operated.some((other) => other.name === maker.name && servicesMadeFor(other) === undefined);
  return {
    made: ({ name, namespace }) =>
      makersIn(namespace)
        .flatMap((maker) => maker.services)
        .find((service) => service.name === name),
    begun: (called) =>
      makersIn(called.namespace).flatMap((maker) => (hasNamesake(maker) ? [] : (nearIn(maker, called) ?? [])))[0],
    kindred: (called) => {
      const { name, namespace, port } = called;
      if (port === undefined) return undefined;
      const serving = makersIn(namespace).filter(({ services: made }) =>
        made.some(({ ports }) => ports.includes(port)),
      );
      const [only, ...more] = serving;
      if (only === undefined || more.length > 0 || !name.split('-').some(only.isWord)) return undefined;
      const isTaken = services.some(
        (service) =>
          (namespaces.of(service.resource) ?? undefined) === namespace &&
          service.ports.some((each) => each.port === port),
      );
      return isTaken ? undefined : only.services.find(({ ports }) => ports.includes(port));
    },
  };
}

function nearIn(maker: MadeServices, { name, port, key }: Called): MadeService | undefined {
  const { services, isComplete, isWord } = maker;
  const own = maker.maker.name ?? '-';
  if ((name !== own && !name.startsWith(`${own}-`)) || !isComplete(name)) return undefined;
  if (services.some((service) => service.name === name)) return undefined;
  const withPort = port === undefined ? undefined : services.find(({ ports }) => ports.includes(port));
  if (withPort !== undefined) return withPort;
  if (port !== undefined) return undefined;
  const isSaid =
    name !== own ||
    key
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .some(isWord);
  return isSaid ? services.find((service) => service.name.startsWith(`${name}-`)) : undefined;
}
