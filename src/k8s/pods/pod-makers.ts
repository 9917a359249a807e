import { glob } from '../../text/glob.js';
import { isBuiltInGroup } from '../object/groups.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { PathPattern } from '../object/path-pattern.js';

/** A kind that makes Pods: where its Pod templates stand, and its selector (semantics 3.1, 3.4). */
export interface PodMaker {
  readonly templates: readonly PathPattern[];
  /**
   * `map`: a flat map as in ReplicationController; `labels`: a LabelSelector; absent: none that must match the
   * template.
   */
  readonly selector?: 'map' | 'labels';
}

/** The template of a Pod is the Pod itself. */
const ITSELF: PodMaker = { templates: [[]] };

const SPEC_TEMPLATE: PathPattern = ['spec', 'template'];

const withSelector = (selector: 'map' | 'labels'): PodMaker => ({ templates: [SPEC_TEMPLATE], selector });

const templated = (...templates: PathPattern[]): PodMaker => ({ templates });

/** By `group/kind`; the core group is empty. Paths of custom resources: semantics 3.4. */
const POD_MAKERS: ReadonlyMap<ObjectKind, PodMaker> = new Map<ObjectKind, PodMaker>([
  ['/Pod', ITSELF],
  ['/ReplicationController', withSelector('map')],
  ...['apps', 'extensions'].flatMap((group) =>
    ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'].map(
      (kind) => [`${group}/${kind}`, withSelector('labels')] as const,
    ),
  ),
  ['batch/Job', templated(SPEC_TEMPLATE)],
  ['batch/CronJob', templated(['spec', 'jobTemplate', 'spec', 'template'])],
  ['argoproj.io/Rollout', withSelector('labels')],
  ['serving.knative.dev/Service', templated(SPEC_TEMPLATE)],
  ['serving.knative.dev/Configuration', templated(SPEC_TEMPLATE)],
  ['apps.openshift.io/DeploymentConfig', withSelector('map')],
  ['/DeploymentConfig', withSelector('map')],
  ['apps.kruise.io/CloneSet', withSelector('labels')],
  ['apps.kruise.io/StatefulSet', withSelector('labels')],
  ['apps.kruise.io/DaemonSet', withSelector('labels')],
  ['apps.kruise.io/BroadcastJob', templated(SPEC_TEMPLATE)],
  ['apps.kruise.io/AdvancedCronJob', templated(['spec', 'template', 'jobTemplate', 'spec', 'template'])],
  [
    'apps.kruise.io/UnitedDeployment',
    templated(
      ['spec', 'template', 'statefulSetTemplate', 'spec', 'template'],
      ['spec', 'template', 'deploymentTemplate', 'spec', 'template'],
    ),
  ],
  ['jobset.x-k8s.io/JobSet', templated(['spec', 'replicatedJobs', '*', 'template', 'spec', 'template'])],
  [
    'leaderworkerset.x-k8s.io/LeaderWorkerSet',
    templated(['spec', 'leaderWorkerTemplate', 'leaderTemplate'], ['spec', 'leaderWorkerTemplate', 'workerTemplate']),
  ],
  ['batch.volcano.sh/Job', templated(['spec', 'tasks', '*', 'template'])],
  ['keda.sh/ScaledJob', templated(['spec', 'jobTargetRef', 'template'])],
  ['kubevirt.io/VirtualMachine', templated(SPEC_TEMPLATE)],
  [
    'operators.coreos.com/ClusterServiceVersion',
    templated(['spec', 'install', 'spec', 'deployments', '*', 'spec', 'template']),
  ],
]);

/** The built-in kinds that make Pods, a Pod itself among them. */
export const POD_MAKING_KINDS = [...POD_MAKERS.keys()].filter((kind) =>
  isBuiltInGroup(kind.slice(0, kind.indexOf('/'))),
);

export function podMaker(group: string, kind: string): PodMaker | undefined {
  return POD_MAKERS.get(`${group}/${kind}`);
}

/** A kind that somebody declares to make Pods. */
export interface DeclaredMaker {
  makes(group: string, kind: string): boolean;
  readonly maker: PodMaker;
}

/**
 * `example.com/WebApp` or `example.com/v1/WebApp`, `*` for any run of characters, with the path of the Pod template:
 * `spec.pods.*.template`.
 */
export function customMaker({ kind: written, path }: { readonly kind: string; readonly path: string }): DeclaredMaker {
  const parts = written.split('/');
  const [group, kind] = [parts.length > 1 ? (parts[0] ?? '') : '', parts.at(-1) ?? ''].map(glob);
  return {
    makes: (givenGroup, givenKind) => group?.test(givenGroup) === true && kind?.test(givenKind) === true,
    maker: { templates: [path.split('.')] },
  };
}
