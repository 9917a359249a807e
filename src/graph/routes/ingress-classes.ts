import { controllersOf, isOfController, type IngressController } from '../../k8s/annotations/ingress-controllers.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Container } from '../../k8s/pods/container.js';
import { ingressClassOf } from '../../k8s/routes/ingress.js';
import { hasPart, isOn, proxyOf, type Proxy } from '../../k8s/entries/proxies.js';
import { isSlip } from '../../text/spelling/slip.js';
import { getList, getString } from '../../tree/tree.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { once } from '../../data/once.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** A proxy that the unit itself runs. */
export interface RunningProxy extends Proxy {
  readonly template: PodTemplate;
  readonly container: Container;
  /** A file or variables may tell it more, or something else. */
  readonly open: boolean;
}

/** The classes of Ingresses that stand on disk; most come with their controller and do not (semantics 7.1). */
export interface IngressClasses {
  /** The class whose name `name` is a slip for; undefined where there is one of that very name. */
  similarClass(name: string): Resource | undefined;
  /** The controllers that may get an Ingress: none where nothing tells, two where they share the name of a class. */
  takersOf(ingress: Resource): readonly IngressController[];
  /** True where the Pods of a controller are, or may be, in this namespace. */
  hasController(namespace: string | null): boolean;
  /** The proxies that the unit runs (semantics 7.22). */
  proxies(): readonly RunningProxy[];
  /** The classes of the unit. */
  classes(): readonly Resource[];
  /** True where some class of the whole tree is that of an Ingress without one. */
  hasDefaultClass(): boolean;
  /** The Traefik of the unit, where its options are known and leave out a provider: `kubernetescrd`. */
  withoutProvider(provider: string): RunningProxy | undefined;
  /** The Traefik of the unit, where its options are known and confine its own kinds to their namespaces. */
  confinedTraefik(): RunningProxy | undefined;
  /** One that takes routes to other namespaces, where all of them do. */
  crossingTraefik(): RunningProxy | undefined;
}

const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';

/** Among more of them a look-alike proves little. */
const MOST = 50;

export function ingressClassesOf(
  index: Pick<UnitIndex, 'ofKind' | 'objectsNamed' | 'templates'>,
  namespaces: Pick<Namespaces, 'of'>,
  { named, ofKind }: Pick<Surroundings, 'named' | 'ofKind'>,
): IngressClasses {
  const [group, kind] = ['networking.k8s.io', 'IngressClass'];
  const isController = ({ containers }: PodTemplate): boolean =>
    containers.some((container) => isOfController(container.image));
  const withController = once(
    () => new Set([...index.templates].filter(isController).map(({ workload }) => namespaces.of(workload.resource))),
  );
  const proxies = once(() => [...index.templates].flatMap(runningIn));
  const allTraefiks = (isSo: (proxy: RunningProxy) => boolean): RunningProxy | undefined => {
    const traefiks = proxies().filter(({ program }) => program === 'traefik');
    return traefiks.every((proxy) => !proxy.open && isSo(proxy)) ? traefiks[0] : undefined;
  };
  return {
    proxies,
    classes: () => index.ofKind(group, kind),
    hasDefaultClass: once(() =>
      ofKind(group, kind).some((each) => getString(each.tree, 'metadata', 'annotations', DEFAULT_CLASS) === 'true'),
    ),
    withoutProvider: (provider) =>
      allTraefiks((proxy) => hasPart(proxy, 'providers') && !hasPart(proxy, `providers.${provider}`)),
    confinedTraefik: () => allTraefiks((proxy) => !isOn(proxy, 'providers.kubernetescrd.allowcrossnamespace')),
    crossingTraefik: () => allTraefiks((proxy) => isOn(proxy, 'providers.kubernetescrd.allowcrossnamespace')),
    similarClass(name) {
      if (index.objectsNamed(group, kind, name).length > 0) return undefined;
      return index
        .ofKind(group, kind)
        .slice(0, MOST)
        .find((each) => isSlip(each.name ?? '', name));
    },
    hasController: (namespace) =>
      namespace === null ? withController().size > 0 : withController().has(namespace) || withController().has(null),
    takersOf(ingress) {
      const name = ingressClassOf(ingress);
      // Classes stand with their controller, in a unit of its own.
      const [known] = name === undefined ? [] : named(group, kind, name);
      return controllersOf(name, known && getString(known.tree, 'spec', 'controller'));
    },
  };
}

function runningIn(template: PodTemplate): readonly RunningProxy[] {
  return template.containers.flatMap((container): readonly RunningProxy[] => {
    const proxy = container.role === 'init' ? undefined : proxyOf(container.image, wordsOf(container));
    return proxy === undefined ? [] : [{ ...proxy, template, container, open: isOpen(container, proxy) }];
  });
}

function wordsOf(container: Container): readonly string[] {
  return ['command', 'args'].flatMap((field) =>
    getList(container.get(field)).flatMap((item) =>
      item.type === 'scalar' && typeof item.value === 'string' ? item.value : [],
    ),
  );
}

/** Traefik takes its options from one place: from a file that it finds, else the command line, else variables. */
function isOpen(container: Container, { program, options }: Proxy): boolean {
  if (wordsOf(container).some((word) => /^\$|\n/.test(word))) return true;
  if (program !== 'traefik') return false;
  const mounts = getList(container.get('volumeMounts')).map((mount) =>
    [getString(mount, 'mountPath'), getString(mount, 'subPath')].join(' '),
  );
  return (
    options.size === 0 ||
    options.has('configfile') ||
    container.get('envFrom') !== undefined ||
    getList(container.get('env')).some((each) => /^TRAEFIK_/i.test(getString(each, 'name') ?? '')) ||
    mounts.some((mount) => /^\/(?:etc\/traefik|config|traefik)|traefik\.(?:ya?ml|toml)|\/\.config/.test(mount))
  );
}
