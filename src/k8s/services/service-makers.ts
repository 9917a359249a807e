/** Kinds whose controllers make a core Service of the object's own name (semantics 3.4). */
export const SERVICE_MAKERS: readonly (readonly [group: string, kind: string])[] = [
  ['serving.knative.dev', 'Service'],
  ['jobset.x-k8s.io', 'JobSet'],
  ['leaderworkerset.x-k8s.io', 'LeaderWorkerSet'],
];

/** Services that come with a cluster or with a controller, and never with an application's manifests. */
const GIVEN = new Set([
  'kubernetes',
  'default-http-backend',
  'kube-dns',
  'metrics-server',
  'kubernetes-dashboard',
  'istio-ingressgateway',
]);

export function isGivenService(name: string): boolean {
  return GIVEN.has(name);
}

/** True where two names differ only by the word "service", as `web` and `web-svc` do. */
export function isSameButForService(a: string, b: string): boolean {
  return a !== b && withoutServiceWord(a) !== '' && withoutServiceWord(a) === withoutServiceWord(b);
}

/** `web` of `web-svc`, `web-service`, `svc-web` and the like; the name itself where it does not say that it is a Service. */
export function withoutServiceWord(name: string): string {
  return name.replace(/-?(svc|service)$/, '').replace(/^(svc|service)-/, '');
}

/** The names that differ from this one by the word "service" only. */
export function namesButForService(name: string): readonly string[] {
  const bare = name.replace(/-?(svc|service)$/, '').replace(/^(svc|service)-/, '');
  return bare === '' ? [] : [bare, `${bare}-service`, `${bare}-svc`].filter((other) => other !== name);
}
