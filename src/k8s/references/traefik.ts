import { getList, getNumber, getString, type Path } from '../../tree/tree.js';
import { isPlaceholder, isPortPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';
import type { ReadReference, WantedPort } from './reference.js';

/** The core Services that a Traefik route sends requests to; a TraefikService is another kind (semantics 7.4). */
export function readIngressRoute(route: Resource): readonly ReadReference[] {
  const paths = getList(route.tree, 'spec', 'routes').flatMap((item, index) =>
    getList(item, 'services').map((_, at) => ['spec', 'routes', index, 'services', at]),
  );
  return paths.flatMap((path) => readService(route, path, 'service'));
}

/** The Services behind a weighted or a mirroring TraefikService. */
export function readTraefikService(service: Resource): readonly ReadReference[] {
  const items = (...path: string[]): readonly Path[] =>
    getList(service.tree, ...path).map((_, index) => [...path, index]);
  const mirroring: readonly Path[] = service.get('spec', 'mirroring') === undefined ? [] : [['spec', 'mirroring']];
  return [
    ...[...items('spec', 'weighted', 'services'), ...mirroring].flatMap((path) =>
      readService(service, path, 'service'),
    ),
    ...items('spec', 'mirroring', 'mirrors').flatMap((path) => readService(service, path, 'mirror')),
  ];
}

function readService(route: Resource, path: Path, role: string): readonly ReadReference[] {
  const name = getString(route.tree, ...path, 'name') ?? '';
  const namespace = getString(route.tree, ...path, 'namespace') || undefined;
  const kind = getString(route.tree, ...path, 'kind') ?? 'Service';
  // `api@internal` and the like are services of Traefik itself.
  if (name === '' || kind !== 'Service' || name.includes('@') || isPlaceholder(name) || isPlaceholder(namespace ?? ''))
    return [];
  return [
    {
      from: route,
      referrer: 'traefik',
      role,
      name,
      nameAt: route.at(...path, 'name'),
      namespace,
      namespaceAt: namespace === undefined ? undefined : route.at(...path, 'namespace'),
      port: portOf(route, [...path, 'port']),
      protocols: [], // it dials the Pods itself, whatever the Service says
    },
  ];
}

/** A number is the number of a Service port, a text its name, quoted digits too. */
function portOf(route: Resource, path: Path): WantedPort {
  const number = getNumber(route.tree, ...path);
  if (number !== undefined && number !== 0) return { kind: 'number', number, at: route.at(...path) };
  const name = getString(route.tree, ...path) ?? '';
  return name === '' || isPortPlaceholder(name)
    ? { kind: 'unwritten', number: undefined }
    : { kind: 'name', name, at: route.at(...path) };
}
