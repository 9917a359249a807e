import { getBoolean, getList, getString, type Place, type ScalarTree, type Tree } from '../../tree/tree.js';
import type { Container } from '../pod.js';
import type { PodTemplate } from '../workload.js';
import { partsOf } from './part.js';

/** One `$(X_SERVICE_HOST)` or `$(X_SERVICE_PORT_NAME)` that the kubelet is to expand (semantics 8.4). */
export interface ServiceVariable {
  readonly variable: string;
  /** The only Service name that makes such a variable: `X` in lower case, `_` read as `-`. */
  readonly service: string;
  /** `HOST`, or the port: by its name in capitals, or the first one. */
  readonly wants: { readonly kind: 'host' } | { readonly kind: 'port'; readonly name: string | undefined };
  readonly container: Container;
  /** Where the Pods switch the variables of Services off. */
  readonly linksOff: Place | undefined;
  readonly at: Place;
}

/** Every reference to a variable that only a Service gives; variables that the container defines, or may take from elsewhere, are none. */
export function serviceVariablesOf(template: PodTemplate): readonly ServiceVariable[] {
  const { resource } = template.workload;
  const spec = [...template.path, 'spec'];
  const linksOff = getBoolean(resource.tree, ...spec, 'enableServiceLinks') === false ? resource.at(...spec, 'enableServiceLinks') : undefined;
  return template.containers.flatMap((container) => {
    if (getList(container.get('envFrom')).length > 0) return [];
    const own = new Set(getList(container.get('env')).flatMap((item) => getString(item, 'name') ?? []));
    return textsOf(container).flatMap((scalar) => variablesIn(scalar, container, own, linksOff));
  });
}

function textsOf(container: Container): readonly ScalarTree[] {
  const values = getList(container.get('env')).flatMap((item) => (item.type === 'map' ? [item.entries.get('value')?.value] : []));
  const all: readonly (Tree | undefined)[] = [...values, ...getList(container.get('command')), ...getList(container.get('args'))];
  return all.filter((tree) => tree?.type === 'scalar');
}

/** `$$(` is an escape: the kubelet leaves it alone. */
const EXPANDED = /(\$+)\(([A-Z0-9_]+)_SERVICE_(HOST|PORT)(?:_([A-Z0-9_]+))?\)/g;

function variablesIn(scalar: ScalarTree, container: Container, own: ReadonlySet<string>, linksOff: Place | undefined): readonly ServiceVariable[] {
  const text = typeof scalar.value === 'string' && scalar.value.includes('_SERVICE_') ? scalar.value : '';
  return [...text.matchAll(EXPANDED)].flatMap((match): ServiceVariable[] => {
    const [whole, dollars = '', stem = '', kind, port] = match;
    const variable = whole.slice(dollars.length + 1, -1);
    if (dollars.length % 2 === 0 || own.has(variable) || (kind === 'HOST' && port !== undefined)) return [];
    const start = match.index + dollars.length + 1;
    return [
      {
        variable,
        service: stem.toLowerCase().replaceAll('_', '-'),
        wants: kind === 'HOST' ? { kind: 'host' } : { kind: 'port', name: port },
        container,
        linksOff,
        at: partsOf(scalar)(start, start + variable.length),
      },
    ];
  });
}
