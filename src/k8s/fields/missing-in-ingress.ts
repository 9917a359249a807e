import { getList, getNumber, getString, type Path } from '../../tree/tree.js';
import { backendPathsOf, httpPathsOf, isOldBackend } from '../routes/ingress.js';
import { apiServerCalls } from '../references/api-server.js';
import type { MissingField } from './missing-field.js';
import type { Resource } from '../object/resource.js';

/**
 * What networking.k8s.io/v1 requires of an Ingress (semantics 7.1, D14, D19, E03). Fields of the old shape are unknown
 * to it: where that is refused anyway, `oldShapeIsRefused`, what they stand for is not missing too.
 */
export function ingressMissing(ingress: Resource, oldShapeIsRefused: boolean): readonly MissingField[] {
  const old = oldShapeIsRefused && ingress.get('spec', 'backend') !== undefined;
  const nothing =
    getList(ingress.tree, 'spec', 'rules').length === 0 && ingress.get('spec', 'defaultBackend') === undefined && !old;
  return [
    ...(nothing
      ? [
          {
            path: ['spec', 'rules'],
            field: 'rules',
            part: undefined,
            because: 'an Ingress needs `rules` or a `defaultBackend`',
          },
        ]
      : []),
    ...getList(ingress.tree, 'spec', 'rules').flatMap((rule, index): readonly MissingField[] => {
      const part = ['spec', 'rules', index];
      return rule.type === 'map' &&
        ingress.get(...part, 'http') !== undefined &&
        getList(rule, 'http', 'paths').length === 0
        ? [{ path: [...part, 'http', 'paths'], field: 'paths', part }]
        : [];
    }),
    ...httpPathsOf(ingress).flatMap((path) =>
      oldShapeIsRefused && isOldBackend(ingress, [...path, 'backend']) ? [] : pathMissing(ingress, path),
    ),
    ...backendPathsOf(ingress).flatMap((path) =>
      path[1] === 'backend' || (oldShapeIsRefused && isOldBackend(ingress, path)) ? [] : backendMissing(ingress, path),
    ),
  ];
}

function pathMissing(ingress: Resource, part: Path): readonly MissingField[] {
  const type = getString(ingress.tree, ...part, 'pathType') ?? '';
  const inPart = (field: string, because?: string): MissingField => ({
    path: [...part, field],
    field,
    part,
    ...(because !== undefined && { because }),
  });
  const pathless =
    (type === 'Exact' || type === 'Prefix') &&
    (getString(ingress.tree, ...part, 'path') ?? '') === '' &&
    !isWritten(ingress, [...part, 'path']);
  return [
    ...(type === '' && !isWritten(ingress, [...part, 'pathType'])
      ? [inPart('pathType', 'only the API versions before v1 had a default for it')]
      : []),
    ...(pathless ? [inPart('path', 'only `ImplementationSpecific` can do without')] : []),
    ...(ingress.get(...part, 'backend') === undefined ? [inPart('backend')] : []),
  ];
}

function backendMissing(ingress: Resource, path: Path): readonly MissingField[] {
  const at = path.findLastIndex((step) => typeof step === 'number');
  const part = at === -1 ? undefined : path.slice(0, at + 1);
  const missing = (...field: readonly string[]): MissingField => ({
    path: [...path, ...field],
    field: field.at(-1) ?? '',
    part,
  });
  if (ingress.get(...path, 'resource') !== undefined) return [];
  if (ingress.get(...path, 'service') === undefined)
    return [{ ...missing('service'), because: 'a backend is a `service` or a `resource`' }];
  const port = [...path, 'service', 'port'];
  const portless =
    !isWritten(ingress, [...port, 'name']) &&
    (getNumber(ingress.tree, ...port, 'number') ?? 0) === 0 &&
    !isOfAnotherType(ingress, [...port, 'number']);
  return [
    ...(isWritten(ingress, [...path, 'service', 'name']) ? [] : [missing('service', 'name')]),
    ...(portless && !isOfAnotherType(ingress, port)
      ? [{ ...missing('service', 'port'), because: 'a port is a `name` or a `number`' }]
      : []),
  ];
}

/** True for a value that is there, of whatever type: a wrong one is another finding. */
function isWritten(ingress: Resource, path: Path): boolean {
  const found = ingress.get(...path);
  return found !== undefined && !(found.type === 'scalar' && found.value === '');
}

function isOfAnotherType(ingress: Resource, path: Path): boolean {
  const found = ingress.get(...path);
  return found !== undefined && found.type !== 'map' && !(found.type === 'scalar' && typeof found.value === 'number');
}

/** A Service that the API server calls is named in full: no namespace is taken for granted (semantics 7.6). */
export function callMissing(resource: Resource): readonly MissingField[] {
  return apiServerCalls(resource).flatMap(({ path }) => {
    const part = typeof path[1] === 'number' ? path.slice(0, 2) : undefined;
    return ['name', 'namespace']
      .filter((field) => resource.get(...path)?.type === 'map' && !isWritten(resource, [...path, field]))
      .map((field) => ({
        path: [...path, field],
        field,
        part,
        because: 'the API server has no namespace of its own in which to look for a Service',
      }))
      .map(({ because, ...missing }) => (missing.field === 'namespace' ? { ...missing, because } : missing));
  });
}
