import { once } from '../../data/once.js';
import { experimentServices } from '../../k8s/workloads/rollout.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { ServiceReference } from '../../k8s/references/reference.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import type { Unit } from '../../units/unit/unit.js';
import type { Selections } from '../selection/selection.js';
import type { Makers } from '../closure/makers.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';
import { type AbsentCall, callsBeyond, callsInVain, type Client, clientsOf } from './clients.js';
import { behindLoopback } from './loopback.js';
import { hostsOf } from './hosts.js';
import type { NameResolution } from './name-resolution.js';
import { neighboursOf } from '../references/neighbours.js';
import { kindredOf } from '../near-names/kindred.js';
import { type FindPodMiss, podMisses } from './pod-misses.js';
import { type PodNameUse, podNameUses } from './pod-name-uses.js';
import { releaseNamesOf, type ReleaseNames } from '../references/release-names.js';
import { twinsByGuessOf, type TwinsByGuess } from '../references/twins-by-guess.js';
import { foreignContainers } from './within-pods.js';
import { scalersOf, type Scalers } from '../references/scalers.js';
import { lookupService, type ServiceLookup, type WantedName } from '../references/service-lookup.js';
import { lookupWorkload, type WorkloadLookup, type WorkloadReference } from '../references/workload-lookup.js';

/** What a name leads to, and who says it. */
export interface Names extends Scalers, ReleaseNames, TwinsByGuess {
  /** The Service of that name in `namespace` (the referrer's own where undefined), seen from `from`. */
  service(wanted: WantedName): ServiceLookup;
  /**
   * The only Service, in the namespace that is meant or in one that nobody writes, with the port that is asked for and
   * a name that is the same but for whole words; undefined where the Service may come from elsewhere, and where the
   * object names that one too.
   */
  kindred(reference: ServiceReference): Service | undefined;
  /** The workload of that kind and name in the namespace of `from`. */
  workload(reference: WorkloadReference): WorkloadLookup;
  /** What a DNS-like name stands for in the Pods that read it (semantics 8.2, 8.5). */
  host(reference: NameReference): NameResolution;
  /** The DNS-like names in a template's own texts, and in the ConfigMaps and Secrets that its containers read. */
  readBy(template: PodTemplate): readonly NameReference[];
  /** The names of Services on disk in variables of an object that a tool writes into pages (semantics 8.2). */
  handedToBrowsers(from: Resource): readonly NameReference[];
  /** True where the URLs of an object leave out ports for its program to add. */
  writesBaseAddresses(from: Resource): boolean;
  /** The Pod templates whose containers read a ConfigMap or Secret. */
  readersOf(resource: Resource): readonly PodTemplate[];
  /** Who names the Service, so far as that is certain. */
  clientsOf(service: Service): readonly Client[];
  /** The calls of full names of Services that are not on disk. */
  callsBeyond(): readonly AbsentCall[];
  /** A text that calls a name of the namespace which no Service has. */
  callInVain(service: string, namespace: string | null): NameReference | undefined;
  /**
   * A text that names one Pod of a workload behind a Service, as `db-0.db`; the Service undefined where any will do.
   */
  podNameUse(workload: Workload, service: string | undefined): PodNameUse | undefined;
  /** Why no Pod behind a Service has a name of its own that somebody calls. */
  readonly podMiss: FindPodMiss;
  /** True where the settings say that a Service of that name lives outside of the tree. */
  isExternal(name: string, near: Resource): boolean;
}

/** What the answers about names rest on. */
interface Ground {
  readonly unit: Unit;
  readonly index: UnitIndex;
  readonly namespaces: Namespaces;
  readonly makers: Makers;
  /** The namespace of objects that name none, where it is known. */
  readonly target: string | undefined;
  readonly surroundings: Surroundings;
  readonly selections: Selections;
}

export function namesOf(ground: Ground): Names {
  const { unit, index, namespaces, surroundings, selections } = ground;
  const experiments = once(() => new Set(index.ofKind('argoproj.io', 'Rollout').flatMap(experimentServices)));
  const around = { ...ground, experiments, neighbours: neighboursOf(index, namespaces) };
  const service: Names['service'] = (wanted) => lookupService(wanted, around);
  const hosts = hostsOf(ground, {
    lookup: (name, namespace, from) => service({ name, namespace, from }),
    foreignContainer: foreignContainers(index, selections, namespaces),
    behindLoopback: behindLoopback(index, namespaces, selections),
  });
  const scalers = scalersOf(index, namespaces);
  return {
    service,
    kindred: kindredOf(index, namespaces, service),
    workload: (reference) => lookupWorkload(reference, around),
    ...hosts,
    ...scalers,
    ...releaseNamesOf(unit, index, selections),
    ...twinsByGuessOf(unit),
    podMiss: podMisses(selections, scalers.scalersOf),
    clientsOf: clientsOf(unit.objects, { service, host: hosts.host }),
    callsBeyond: callsBeyond(unit.objects, hosts),
    callInVain: callsInVain(unit.objects, hosts),
    podNameUse: podNameUses(unit),
    isExternal: (name, near) => surroundings.isExternal(name, namespaces.of(near)),
  };
}
