import { append } from '../../data/group.js';
import { once } from '../../data/once.js';
import { certifiedNames, isServed, secretOf, trustedCertificate } from '../../k8s/companions/certificates.js';
import { sourcesOf } from '../../k8s/listening/config-sources.js';
import type { ObjectKind } from '../../k8s/object/object-kind.js';
import type { Resource } from '../../k8s/object/resource.js';
import { CALLER_KINDS, readApiServerReference } from '../../k8s/references/api-server.js';
import type { ReadReference } from '../../k8s/references/reference.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** A Service that the API server calls, with trust in a certificate that is not for its name. */
export interface UncertifiedCall {
  readonly call: ReadReference;
  /** What the API server asks the certificate for. */
  readonly asked: string;
  /** The Pods behind the Service that have this certificate to show. */
  readonly server: PodTemplate | undefined;
}

export interface CertifiedCalls {
  /** Calls that trust this Certificate of cert-manager, while none on disk is for their Service: each Service once. */
  uncertifiedCalls(certificate: Resource): readonly UncertifiedCall[];
}

interface Asks {
  readonly index: Pick<UnitIndex, 'ofKind' | 'servicesNamed'>;
  readonly namespaces: Pick<Namespaces, 'of' | 'meant'>;
  readonly templatesOf: (service: Service) => readonly PodTemplate[];
}

/** Follows webhook, trusted Certificate, Service and Pods (semantics 7.24). */
export function certifiedCallsOf({ index, namespaces, templatesOf }: Asks): CertifiedCalls {
  const callsBy = once(() => trustingCalls(index));
  const allNames = once(
    () =>
      new Set(
        index
          .ofKind('cert-manager.io', 'Certificate')
          .flatMap(certifiedNames)
          .map(({ name }) => name),
      ),
  );
  const isUnnamed = ({ name, namespace = '' }: ReadReference): boolean =>
    ![`${name}.${namespace}.svc`, `*.${namespace}.svc`].some((each) => allNames().has(each));
  const fits = (resource: Resource, namespace: string): boolean =>
    [null, namespaces.meant(namespace)].includes(namespaces.of(resource));

  return {
    uncertifiedCalls(certificate) {
      if (!isServed(certificate)) return [];
      const found = new Map<string, UncertifiedCall>();
      for (const { call, namespace } of callsBy().get(certificate.name ?? '') ?? []) {
        const asked = `${call.name}.${call.namespace ?? ''}.svc`;
        if (found.has(asked) || !fits(certificate, namespace) || !isUnnamed(call)) continue;
        const services = index
          .servicesNamed(call.name)
          .filter(({ resource }) => fits(resource, call.namespace ?? '') && !resource.partial);
        if (services.length === 0) continue;
        const secret = secretOf(certificate);
        const server = services.flatMap(templatesOf).find((template) => reads(template, secret));
        found.set(asked, { call, asked, server });
      }
      return [...found.values()];
    },
  };
}

interface TrustingCall {
  readonly call: ReadReference;
  /** The namespace of the Certificate, as the caller writes it. */
  readonly namespace: string;
}

/** By the name of the Certificate. */
function trustingCalls({ ofKind }: Pick<UnitIndex, 'ofKind'>): ReadonlyMap<string, readonly TrustingCall[]> {
  const calls = new Map<string, TrustingCall[]>();
  for (const caller of CALLER_KINDS.flatMap((kind) => ofKind(...splitKind(kind)))) {
    const trusted = caller.partial ? undefined : trustedCertificate(caller);
    if (trusted === undefined) continue;
    for (const call of readApiServerReference(caller))
      append(calls, trusted.name, { call, namespace: trusted.namespace });
  }
  return calls;
}

function splitKind(kind: ObjectKind): readonly [group: string, kind: string] {
  const slash = kind.indexOf('/');
  return [kind.slice(0, slash), kind.slice(slash + 1)];
}

function reads(template: PodTemplate, secret: string): boolean {
  return sourcesOf(template).some(({ kind, name }) => kind === 'Secret' && name === secret);
}
