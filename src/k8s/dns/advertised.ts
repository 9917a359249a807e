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

/** The addresses that a container advertises, where each of them is the loopback of whoever is told. */
export function advertisedOnLoopback(container: Container): readonly Advertised[] {
  return container.variables
    .filter(({ name }) => VARIABLES.test(name))
    .flatMap(({ name, value, scalar }) => {
      const own = addressesIn(value).flatMap(({ host, port }): readonly Advertised[] => {
        const words = value.slice(host.start, host.end);
        return port === undefined || !/^(localhost|127(\.\d{1,3}){3})$/.test(words)
          ? []
          : [
              {
                variable: name,
                host: words,
                port: Number(value.slice(port.start, port.end)),
                at: partsOf(scalar)(host.start, host.end),
              },
            ];
      });
      // One listener for the Pods and another for a client on the desk is how it should be.
      return own.length === value.split('://').length - 1 ? own : [];
    });
}
