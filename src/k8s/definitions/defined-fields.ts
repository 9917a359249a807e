import { once } from '../../data/once.js';
import { CONTOUR } from './contour.js';
import { GATEWAY } from './gateway.js';
import { ISTIO } from './istio.js';
import { KEDA } from './keda.js';
import { NGINX } from './nginx.js';
import { PROMETHEUS } from './prometheus.js';
import { ROLLOUTS } from './rollouts.js';
import { TRAEFIK } from './traefik.js';

const ALL = [CONTOUR, GATEWAY, ISTIO, KEDA, NGINX, PROMETHEUS, ROLLOUTS, TRAEFIK];
const kinds = once(() => new Map(ALL.flatMap((each) => Object.entries(each.kinds))));
const types = once(() => new Map(ALL.flatMap((each) => Object.entries(each.types))));

/** The type of a custom kind; undefined where its definition is not known. */
export function definedType(apiVersion: string, kind: string): string | undefined {
  return kinds().get(`${apiVersion} ${kind}`);
}

/** The row of a type, which has an `@` in its name. */
export function definedRow(type: string): string | undefined {
  return type.includes('@') ? types().get(type) : undefined;
}
