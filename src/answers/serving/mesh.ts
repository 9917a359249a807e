import { isCall, isVirtualHost } from '../../k8s/references/references.js';
import { describe } from '../../k8s/object/resource.js';
import { isForSidecars } from '../../k8s/routes/istio.js';
import type { Service } from '../../k8s/services/service.js';
import { codes } from '../../text/words.js';
import type { LoadedObject } from '../../units/unit/objects.js';
import type { World } from '../evidence/evidence.js';
import { remark, remarkBy, type Remark, type Stop, stopBy } from '../walk/hop.js';
import { type Ground, saidOf } from '../walk/said.js';

const RULES = [
  'unknown-subset',
  'unmatched-subset',
  'istio-short-host',
  'opaque-mesh-port',
  'shadowed-route-rule',
  'rival-virtual-services',
  'dangling-service-reference',
  'unknown-service-port',
  'wrong-protocol-backend',
];

/** What a mesh makes of a call to a Service, where the caller has a sidecar: nobody can tell from the files. */
export interface MeshRouting {
  readonly stop: Stop | undefined;
  readonly remarks: readonly Remark[];
}

/** By the VirtualServices that sidecars read for the Service (semantics 7.3). */
export function meshRouting(service: Service, { unit, graph }: World, ground: Ground): MeshRouting {
  const about = unit.objects.filter((object) => isAbout(object, service, graph));
  const findings = about.flatMap(({ resource }) => saidOf(resource, RULES, ground));
  const error = findings.find(({ severity }) => severity === 'error');
  return {
    stop: error && stopBy('mesh-route', error),
    remarks: [
      ...findings.filter((each) => each !== error && each.severity !== 'info').map(remarkBy),
      ...about.flatMap((object) => elsewhere(object, service)),
    ],
  };
}

function isAbout({ resource, references }: LoadedObject, service: Service, graph: World['graph']): boolean {
  if (resource.kind !== 'VirtualService' || !isForSidecars(resource) || graph.unit.isRefused(resource)) return false;
  return references.filter(isVirtualHost).some(({ name, namespace, from }) => {
    const found = graph.names.service({ name, namespace, from });
    return found.kind === 'found' && found.services.includes(service);
  });
}

function elsewhere({ resource, references }: LoadedObject, { name }: Service): readonly Remark[] {
  const others = references.filter((reference) => isCall(reference) && reference.name !== name);
  return others.length === 0
    ? []
    : [
        remark(
          `${describe(resource)} sends on those whose caller has a sidecar, to ` +
            codes(new Set(others.map((reference) => reference.name))),
          others[0]?.nameAt,
        ),
      ];
}
