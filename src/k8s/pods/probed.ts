import { getNumber, getString, type Path, type Place } from '../../tree/tree.js';
import type { ProbeKind } from './checks.js';
import type { Container } from './container.js';

/** What one probe asks of its container. */
export interface Asked {
  readonly probe: ProbeKind;
  readonly port: number | string;
  /** Where the port is written. */
  readonly at: Place;
  /** Of `httpGet`; `/` where none is written. */
  readonly path: string | undefined;
  /** Handler and path without its query: two probes that ask the same of one container ask it on one port. */
  readonly what: string;
}

/** The port of every probe of a container. */
export function askedBy(container: Container): readonly Asked[] {
  return container.checks.flatMap(({ name, path: at, tree }): readonly Asked[] => {
    if (name === 'postStart' || name === 'preStop') return [];
    return ['httpGet', 'tcpSocket', 'grpc'].flatMap((handler): readonly Asked[] => {
      const port = getNumber(tree, handler, 'port') ?? getString(tree, handler, 'port');
      if (port === undefined) return [];
      const path = handler === 'httpGet' ? (getString(tree, handler, 'path') ?? '/') : undefined;
      const place: Path = [...at, handler, 'port'];
      return [{ probe: name, port, at: container.at(...place), path, what: `${handler} ${path?.split('?')[0] ?? ''}` }];
    });
  });
}

/**
 * Numbers on which programs by custom answer nothing but probes and scrapers: controllers and Spring on 8081, Quarkus
 * and Keycloak on 9000, Envoy, Akka, the collectors of Jaeger and OpenTelemetry, ingress controllers (semantics 6.5).
 */
const FOR_PROBES = new Set([
  8081, 8082, 8086, 8090, 8181, 8558, 8778, 8888, 9000, 9001, 9090, 9091, 9440, 9901, 10_254, 13_133, 14_269, 15_020,
  15_021,
]);

const HEALTH = /health|ready|live|alive|startup|actuator|status|ping|manage/i;

/** A path that is there for probes, on a number that is there for them too. */
export function answersProbesAlone(number: number, path: string | undefined): boolean {
  return path !== undefined && FOR_PROBES.has(number) && HEALTH.test(path);
}

/** A number that servers for probes alone have by custom, whatever the path is. */
export function isForProbesByCustom(number: number): boolean {
  return FOR_PROBES.has(number);
}
