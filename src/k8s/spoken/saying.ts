import type { Place } from '../../tree/tree.js';

/** What is spoken on a port of a container, and the text that says so. */
export interface Spoken {
  readonly scheme: 'http' | 'https' | 'grpc';
  /** The kubelet asks it without TLS, which a scheme of gRPC leaves open. */
  readonly plain?: true;
  /** What is spoken in this scheme, where that is no OTLP and stands beside a port for it. */
  readonly dialect?: string;
  readonly at: Place;
  /** What says it: a probe, a flag, a name. */
  readonly by: string;
}

/** A text that says what a program speaks; without a port it speaks of the only one for HTTP. */
export interface Saying extends Spoken {
  readonly port: number | undefined;
}

const ON = /^(?:true|yes|on|1|enabled?|always|require(?:d)?)$/i;
const OFF = /^(?:false|no|off|0|disabled?|never|none)$/i;

/** What a switch for TLS says; undefined for a value that is filled in, or is another one. */
export function schemeOfSwitch(value: string): 'http' | 'https' | undefined {
  if (ON.test(value)) return 'https';
  return OFF.test(value) ? 'http' : undefined;
}

/** The number at the end of an address: `:8443`, `0.0.0.0:8443`, `[::]:8443`, or alone. */
export function portAtEnd(value: string): number | undefined {
  const [, port] = /^(?:https?:\/\/)?(?:(?:\[[\da-f:]{0,60}\]|[\w.*-]{0,60}):)?:{0,2}(\d{2,5})\/?$/.exec(value) ?? [];
  return port === undefined ? undefined : Number(port);
}

/** A switch that is off goes before a certificate that is there for the day when it is on. */
export function withoutTurnedOff(sayings: readonly Saying[]): readonly Saying[] {
  const plain = new Set(sayings.flatMap(({ scheme, port }) => (scheme === 'http' ? [port] : [])));
  return plain.size === 0 ? sayings : sayings.filter(({ scheme, port }) => scheme !== 'https' || !plain.has(port));
}
