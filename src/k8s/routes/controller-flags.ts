import { partsOf } from '../../tree/part-of-scalar.js';
import { getList, getString, isString, type Path, type Place } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** A flag of ingress-nginx that names an object as `namespace/name`. */
export interface ControllerFlag {
  readonly flag: string;
  readonly names: 'Service' | 'ConfigMap';
  /** What the flag is for, where that tells how the object is used. */
  readonly use: 'default backend' | 'published' | 'TCP' | 'UDP' | 'settings';
  readonly value: string;
  readonly at: Place;
  /** Undefined where the value is no `namespace/name`. */
  readonly target: FlagTarget | undefined;
}

/** The two parts of a flag's value. */
export interface FlagTarget {
  /** Undefined where it is that of the Pod, by a variable. */
  readonly namespace: string | undefined;
  readonly namespaceAt: Place;
  readonly name: string;
  readonly nameAt: Place;
}

type Row = readonly [flag: string, names: ControllerFlag['names'], use: ControllerFlag['use']];

/** kubernetes/ingress-nginx pkg/flags/flags.go; each value is read by `ParseNameNS` (semantics 7.13). */
const ROWS: readonly Row[] = [
  ['--default-backend-service', 'Service', 'default backend'],
  ['--publish-service', 'Service', 'published'],
  ['--tcp-services-configmap', 'ConfigMap', 'TCP'],
  ['--udp-services-configmap', 'ConfigMap', 'UDP'],
  ['--configmap', 'ConfigMap', 'settings'],
];

const FLAGS: ReadonlyMap<string, Row> = new Map(ROWS.map((row) => [row[0], row]));

/** `$(POD_NAMESPACE)/web`, `shop/web`: nothing else has a slash in it. */
const TARGET = /^(\$\([A-Za-z_]\w*\)|[a-z0-9][-a-z0-9]*)\/([a-z0-9][-a-z0-9.]*)$/;

/** The flags of an ingress-nginx controller in the Pod template of a workload. */
export function controllerFlags(workload: Resource): readonly ControllerFlag[] {
  const containers = ['spec', 'template', 'spec', 'containers'];
  return getList(workload.tree, ...containers).flatMap((container, index) =>
    isController(getString(container, 'image') ?? '') ? flagsOf(workload, [...containers, index]) : [],
  );
}

/** `registry.k8s.io/ingress-nginx/controller`, `quay.io/kubernetes-ingress-controller/nginx-ingress-controller`. */
function isController(image: string): boolean {
  return /(^|\/)(ingress-nginx\/controller|nginx-ingress-controller)(-chroot)?([:@]|$)/.test(image);
}

function flagsOf(workload: Resource, container: Path): readonly ControllerFlag[] {
  return ['command', 'args'].flatMap((field) =>
    getList(workload.tree, ...container, field).flatMap((item): readonly ControllerFlag[] => {
      if (!isString(item)) return [];
      const [, flag = '', value = ''] = /^(--[a-z-]+)=(.*)$/.exec(item.value) ?? [];
      const [, names, use] = FLAGS.get(flag) ?? [];
      if (names === undefined || use === undefined || value === '') return [];
      const part = partsOf(item);
      const from = flag.length + 1;
      const [, namespace, name] = TARGET.exec(value) ?? [];
      const at = part(from, from + value.length);
      if (namespace === undefined || name === undefined) {
        // What somebody fills in is nobody's mistake.
        return /[${<%@]/.test(value) ? [] : [{ flag, names, use, value, at, target: undefined }];
      }
      const slash = from + namespace.length;
      return [
        {
          flag,
          names,
          use,
          value,
          at,
          target: {
            namespace: namespace.startsWith('$') ? undefined : namespace,
            namespaceAt: part(from, slash),
            name,
            nameAt: part(slash + 1, from + value.length),
          },
        },
      ];
    }),
  );
}
