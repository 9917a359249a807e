import { getEntries, isString, type Entry, type Place, type ScalarTree } from '../../tree/tree.js';
import { partsOf } from '../../tree/part-of-scalar.js';
import { ACTION_ANNOTATION, DEFAULT_BACKEND_ANNOTATION } from '../routes/ingress.js';
import { dnsLabelProblem } from '../syntax/names.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';
import type { ReadReference, WantedPort } from './reference.js';

/**
 * The Services that annotations of an Ingress name: `default-backend` of ingress-nginx, whose first port it takes, and
 * the target groups of actions of the AWS load balancer controller. Both are looked for in the namespace of the
 * Ingress.
 */
export function readAnnotations(ingress: Resource): readonly ReadReference[] {
  return [...getEntries(ingress.tree, 'metadata', 'annotations')].flatMap((entry): readonly ReadReference[] => {
    const { key, value } = entry;
    if (!isString(value)) return [];
    if (key === DEFAULT_BACKEND_ANNOTATION) return serviceName(ingress, entry, value);
    return key.startsWith(ACTION_ANNOTATION) ? targetGroups(ingress, value.value, value) : [];
  });
}

function serviceName(ingress: Resource, { key }: Entry, { value }: ScalarTree): readonly ReadReference[] {
  const name = String(value);
  if (isPlaceholder(name) || dnsLabelProblem(name) !== undefined) return [];
  return [
    reference(ingress, 'default backend', name, ingress.at('metadata', 'annotations', key), {
      kind: 'unwritten',
      number: undefined,
    }),
  ];
}

/** One target group of the JSON: nothing is nested in it. */
const GROUP = /\{[^{}]*\}/g;
const NAME = /"serviceName"\s*:\s*"([^"\\]*)"/;
const PORT = /"servicePort"\s*:\s*(?:"([^"\\]*)"|(\d{1,5}))/;

/** A quoted number is a number to this controller. */
function targetGroups(ingress: Resource, text: string, scalar: ScalarTree): readonly ReadReference[] {
  const part = partsOf(scalar);
  return [...text.matchAll(GROUP)].flatMap(({ 0: group, index }): readonly ReadReference[] => {
    const [named, numbered] = [NAME.exec(group), PORT.exec(group)];
    const [name, port] = [named?.[1] ?? '', numbered?.[1] ?? numbered?.[2] ?? ''];
    const placeOf = (match: RegExpExecArray | null, value: string): Place => {
      const start = index + (match === null ? 0 : match.index + match[0].lastIndexOf(value));
      return part(start, start + value.length);
    };
    if (name === '' || isPlaceholder(name)) return [];
    const wanted: WantedPort = /^\d+$/.test(port)
      ? { kind: 'number', number: Number(port), at: placeOf(numbered, port) }
      : { kind: 'name', name: port, at: placeOf(numbered, port) };
    return [
      {
        ...reference(
          ingress,
          'action',
          name,
          placeOf(named, name),
          port === '' || isPlaceholder(port) ? { kind: 'unwritten', number: undefined } : wanted,
        ),
        embedded: true,
      },
    ];
  });
}

function reference(from: Resource, role: string, name: string, nameAt: Place, port: WantedPort): ReadReference {
  return {
    from,
    referrer: 'ingress',
    role,
    name,
    nameAt,
    namespace: undefined,
    namespaceAt: undefined,
    port,
    protocols: ['TCP'],
  };
}
