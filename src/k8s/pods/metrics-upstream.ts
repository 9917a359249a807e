import { partsOf } from '../../tree/part-of-scalar.js';
import { getList, isString, type Place, type ScalarTree } from '../../tree/tree.js';
import type { Container } from './container.js';

/** Where a proxy before the metrics of a container sends what it lets through. */
export interface Upstream {
  readonly number: number;
  readonly at: Place;
}

/** A flag that tells a program where to serve its metrics. */
export interface MetricsFlag {
  readonly container: Container;
  readonly number: number;
  readonly at: Place;
}

const PROXY = /(^|\/)(?:ose-|origin-)?kube-rbac-proxy([:@]|$)/;

/** An upstream that is an address of the Pod itself. */
const LOCAL = /^(?:--upstream=)?https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):(\d{1,5})(?:\/|$)/;

/** The upstream of kube-rbac-proxy on the loopback; undefined for other containers, and for an upstream elsewhere. */
export function upstreamOf(container: Container): Upstream | undefined {
  if (!PROXY.test(container.image)) return undefined;
  for (const [{ value, scalar }, before] of words(container)) {
    if (!value.startsWith('--upstream=') && before !== '--upstream') continue;
    const found = LOCAL.exec(value);
    if (found !== null) return { number: Number(found[1]), at: digitsAt(scalar, value, found[1] ?? '') };
  }
  return undefined;
}

/** `--metrics-bind-address` of controller-runtime and its kin, `--web.listen-address` of exporters. */
const METRICS = /^--?(?:metrics[-.](?:bind[-.]|listen[-.])?(?:addr(?:ess)?|port)|web\.listen-address)(?:=|$)/;

const ADDRESS = /^(?:[^=]*=)?(?:[^\s:]*:|\[[\da-f:]*\]:)?(\d{2,5})$/;

/** What a container is told of the port of its metrics; `0`, which switches them off, is none. */
export function metricsFlags(container: Container): readonly MetricsFlag[] {
  return [...words(container)].flatMap(([{ value, scalar }, before]): readonly MetricsFlag[] => {
    const isFlag = METRICS.test(value) && value.includes('=');
    if (!isFlag && !(METRICS.test(before) && !before.includes('='))) return [];
    const digits = ADDRESS.exec(value)?.[1];
    return digits === undefined ? [] : [{ container, number: Number(digits), at: scalar.place }];
  });
}

interface Word {
  readonly value: string;
  readonly scalar: ScalarTree;
}

/** Each word of the command line, and the one before it. */
function* words(container: Container): Iterable<readonly [word: Word, before: string]> {
  let before = '';
  for (const field of ['command', 'args'])
    for (const item of getList(container.get(field))) {
      if (!isString(item)) continue;
      yield [{ value: item.value, scalar: item }, before];
      before = item.value;
    }
}

function digitsAt(scalar: ScalarTree, value: string, digits: string): Place {
  const start = value.indexOf(`:${digits}`) + 1;
  return partsOf(scalar)(start, start + digits.length);
}
