import { getNumber, getString, type Path } from '../../tree/tree.js';
import { controllerFlags } from '../routes/controller-flags.js';
import { backendPathsOf, isAction, onlyRedirects } from '../routes/ingress.js';
import { isPlaceholder, isPortPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';
import { readAnnotations } from './ingress-annotations.js';
import type { ReadReference, WantedPort } from './reference.js';

/** The backends of an Ingress that are Services, and the Services that annotations of its controller name. */
export function readIngress(ingress: Resource): readonly ReadReference[] {
  return onlyRedirects(ingress) ? [] : [...readBackends(ingress), ...readAnnotations(ingress)];
}

/** The Services that flags of an ingress-nginx controller name; it does not start without them (semantics 7.13). */
export function readControllerFlags(workload: Resource): readonly ReadReference[] {
  return controllerFlags(workload).flatMap(({ names, use, target }): readonly ReadReference[] =>
    names === 'Service' && target !== undefined
      ? [
          {
            from: workload,
            referrer: 'controller',
            role: use === 'published' ? 'own' : use,
            name: target.name,
            nameAt: target.nameAt,
            namespace: target.namespace,
            namespaceAt: target.namespace === undefined ? undefined : target.namespaceAt,
            port: UNWRITTEN,
            embedded: true,
            protocols: [],
          },
        ]
      : [],
  );
}

/** `resource` backends and controller actions are none (semantics 7.1). */
function readBackends(ingress: Resource): readonly ReadReference[] {
  return backendPathsOf(ingress).flatMap((path): readonly ReadReference[] => {
    const old = ingress.get(...path, 'service') === undefined;
    const namePath = old ? [...path, 'serviceName'] : [...path, 'service', 'name'];
    const name = getString(ingress.tree, ...namePath);
    const port = old ? oldPort(ingress, [...path, 'servicePort']) : newPort(ingress, [...path, 'service', 'port']);
    const portName = port.kind === 'name' ? port.name : undefined;
    if (name === undefined || name === '' || isPlaceholder(name) || isAction(ingress, name, portName)) return [];
    return [
      {
        from: ingress,
        referrer: 'ingress',
        role: path.at(-2) === 'spec' ? 'default backend' : 'backend',
        name,
        nameAt: ingress.at(...namePath),
        namespace: undefined,
        namespaceAt: undefined,
        port: portName !== undefined && isPortPlaceholder(portName) ? UNWRITTEN : port,
        protocols: ['TCP'],
      },
    ];
  });
}

/** Of an absent port the API server speaks. */
const UNWRITTEN: WantedPort = { kind: 'unwritten', number: undefined };

function newPort(ingress: Resource, path: Path): WantedPort {
  const number = getNumber(ingress.tree, ...path, 'number');
  const name = getString(ingress.tree, ...path, 'name') ?? '';
  if (number !== undefined)
    return name === '' ? { kind: 'number', number, at: ingress.at(...path, 'number') } : UNWRITTEN;
  return name === ''
    ? UNWRITTEN
    : { kind: 'name', name, at: ingress.at(...path, 'name'), keyAt: ingress.keyAt(...path, 'name') };
}

/** `servicePort`: a number is a number, and a text a name, quoted digits too. */
function oldPort(ingress: Resource, path: Path): WantedPort {
  const number = getNumber(ingress.tree, ...path);
  if (number !== undefined) return { kind: 'number', number, at: ingress.at(...path) };
  const name = getString(ingress.tree, ...path) ?? '';
  return name === '' ? UNWRITTEN : { kind: 'name', name, at: ingress.at(...path) };
}
