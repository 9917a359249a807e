import { partsOf } from '../../tree/part-of-scalar.js';
import type { Place } from '../../tree/tree.js';
import { addressesIn } from '../hosts/scan.js';
import type { Container } from '../pods/container.js';

/** An address at which a program tells its clients to come back. */
export interface Advertised {
  /** The variable that says so. */
  readonly variable: string;
  readonly host: string;
  readonly port: number;
  readonly at: Place;
}

/**
 * Variables of Kafka's images, which have the addresses that a client is told once it has asked for the brokers: it
 * then connects to these, whatever it called first (semantics 6.8).
 */
const VARIABLES = /^KAFKA_(CFG_)?ADVERTISED_LISTENERS$/;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3})$/;

/** Where such a broker listens: an address of its own Pod, or a name that leads to one. */
const LISTENERS = /^KAFKA_(CFG_)?LISTENERS$/;

/** The names that a broker is told to listen on. */
export function boundNames(container: Container): readonly Advertised[] {
  return saidBy(container, LISTENERS).flatMap(({ all }) =>
    all.filter(({ host }) => /^[a-z][a-z0-9.-]*$/.test(host) && !LOOPBACK.test(host)),
  );
}

/** True where clients are told another address than the one that is listened on. */
export function advertises(container: Container): boolean {
  return saidBy(container, VARIABLES).length > 0;
}

/** The addresses that a container advertises, where each of them is the loopback of whoever is told. */
export function advertisedOnLoopback(container: Container): readonly Advertised[] {
  // One listener for the Pods and another for a client on the desk is how it should be.
  return saidBy(container, VARIABLES).flatMap(({ all, listeners }) =>
    all.length === listeners && all.every(({ host }) => LOOPBACK.test(host)) ? all : [],
  );
}

/** Those that only Pods of the same namespace can resolve. */
export function advertisedShort(container: Container): readonly Advertised[] {
  return saidBy(container, VARIABLES).flatMap(({ all }) =>
    all.filter(({ host }) => /^[a-z0-9-]+$/.test(host) && !LOOPBACK.test(host)),
  );
}

interface Said {
  readonly all: readonly Advertised[];
  /** How many addresses the variable has, those that cannot be read among them. */
  readonly listeners: number;
}

function saidBy(container: Container, variables: RegExp): readonly Said[] {
  return container.variables
    .filter(({ name }) => variables.test(name))
    .map(({ name, value, scalar }) => ({
      listeners: value.split('://').length - 1,
      all: addressesIn(value).flatMap(({ host, port }): readonly Advertised[] => {
        if (port === undefined) return [];
        const [words, digits] = [value.slice(host.start, host.end), value.slice(port.start, port.end)];
        return [{ variable: name, host: words, port: Number(digits), at: partsOf(scalar)(host.start, host.end) }];
      }),
    }));
}
