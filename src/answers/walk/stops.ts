/** What a stop means for the request: it goes no further for sure, or nobody can tell from the files. */
export type Ending = 'broken' | 'unknown';

interface StopText {
  readonly ends: Ending;
  /** One clause that stands alone. */
  readonly title: string;
}

/** Every reason for which a walk ends. The one place that says which of them break a request. */
export const STOPS = {
  // The resolver of the Pod (semantics 8.2).
  'node-resolver': { ends: 'broken', title: 'the Pod asks the resolver of its node, which knows no Services' },
  'own-resolver': { ends: 'unknown', title: 'the Pod asks resolvers of its own' },
  'host-alias': { ends: 'unknown', title: 'the Pod has an address of its own for the name' },
  'dns-blocked': { ends: 'broken', title: 'NetworkPolicies keep the Pod from asking DNS' },

  // The name as it really resolves (semantics 8.2, 8.3).
  address: { ends: 'unknown', title: 'an address, no name of a Service' },
  'own-pod': { ends: 'unknown', title: 'the name is the Pod itself, where nothing is known to listen' },
  loopback: { ends: 'unknown', title: 'the name is the Pod itself' },
  'absolute-name': { ends: 'broken', title: 'the dot at the end keeps the resolver from completing the name' },
  'misshapen-name': { ends: 'broken', title: 'no name of the cluster has this shape' },
  'unknown-service': { ends: 'broken', title: 'no Service has this name there' },
  'absent-service': { ends: 'unknown', title: 'no Service among the files has this name' },
  'outside-host': { ends: 'unknown', title: 'the name leads out of the files' },
  'open-namespace': { ends: 'unknown', title: 'nothing on disk decides the namespace' },
  'unknown-pod-name': { ends: 'broken', title: 'no Pod has this name' },
  'absent-pod-name': { ends: 'unknown', title: 'no Pod among the files has this name' },

  // What the type of the Service means from there (semantics 4.4).
  'refused-service': { ends: 'broken', title: 'the API server refuses the Service' },
  'external-name': { ends: 'unknown', title: 'DNS answers with another name' },
  'not-exposed': { ends: 'broken', title: 'the Service has no address outside of the cluster' },

  // From the port of the Service to that of the Pods (semantics 5.3, 8.5).
  'unknown-port': { ends: 'broken', title: 'the Service has no such port' },
  'other-protocol': { ends: 'broken', title: 'the Service has the port for another protocol' },
  'untranslated-port': { ends: 'broken', title: 'a headless Service translates no ports' },
  'undeclared-port': { ends: 'unknown', title: 'the Pods do not declare the port that the client dials' },
  'unknown-target-port': { ends: 'broken', title: 'no Pod has the target port' },
  'absent-target-port': { ends: 'unknown', title: 'no Pod among the files has the target port' },
  'wrong-target-port': { ends: 'broken', title: 'the target port is not that of the Pods' },

  // What stands behind it (semantics 5.1 to 5.10).
  'no-pods': { ends: 'broken', title: 'the Service selects no Pods' },
  'absent-pods': { ends: 'unknown', title: 'no Pod among the files has the labels' },
  'other-pods': { ends: 'broken', title: 'the Service leads to other Pods than it is meant to' },
  'refused-pods': { ends: 'broken', title: 'the API server refuses what makes the Pods' },
  'scaled-to-zero': { ends: 'unknown', title: 'there is no Pod until somebody scales up' },
  'custom-kind': { ends: 'unknown', title: 'a custom kind makes the Pods' },
  'no-endpoints': { ends: 'unknown', title: 'somebody else writes the endpoints' },
  'written-endpoints': { ends: 'unknown', title: 'the addresses are written by hand' },
  'unmatched-endpoints': { ends: 'broken', title: 'no endpoint that is written by hand has the port' },
  'stranded-endpoints': { ends: 'broken', title: 'the endpoints are written for a Service of another name' },

  // When they become ready (semantics 6.5, 6.6).
  'never-ready': { ends: 'broken', title: 'the Pods never become ready' },
  'readiness-gate': { ends: 'unknown', title: 'a readiness gate waits for a controller' },

  // What the process is told (semantics 6.8).
  'loopback-only': { ends: 'broken', title: 'the process listens inside of its own Pod only' },
  'other-listener': { ends: 'broken', title: 'the process listens on another port' },
  'no-listener': { ends: 'broken', title: 'the process cannot listen on the address that it is told' },
  'loopback-advertised': { ends: 'broken', title: 'the process sends its clients on to their own Pod' },
  'doubtful-listener': { ends: 'unknown', title: 'what the process is told speaks against it' },

  // Who may talk to whom (semantics 7.10).
  'egress-denied': { ends: 'broken', title: 'policies of the caller do not let it out' },
  'ingress-denied': { ends: 'broken', title: 'policies of the Pods do not let it in' },
  'open-policy': { ends: 'unknown', title: 'whether policies let it through is not in the files' },

  // How requests come in from outside (semantics 7.1 to 7.4).
  'refused-entry': { ends: 'broken', title: 'the API server refuses what lets requests in' },
  'given-host': { ends: 'unknown', title: 'the cluster gives the host its domain' },
  'failed-authorization': { ends: 'broken', title: 'the call that decides about each request fails' },
  'unknown-gateway': { ends: 'broken', title: 'the Gateway is not there' },
  'absent-gateway': { ends: 'unknown', title: 'the Gateway is not among the files' },
  'refused-route': { ends: 'broken', title: 'no listener takes the route' },
  'doubtful-route': { ends: 'unknown', title: 'what the Gateway says speaks against the route' },
  'unserved-scheme': { ends: 'broken', title: 'no listener serves the scheme and port' },
  'unknown-path': { ends: 'broken', title: 'no rule takes the path' },
  'open-match': { ends: 'unknown', title: 'more than host and path decides' },
  redirected: { ends: 'unknown', title: 'the request is sent elsewhere' },
  'unopened-node': { ends: 'broken', title: 'the entry sends to a port of the nodes that the Service does not open' },
  'no-backend': { ends: 'broken', title: 'the rule names no backend' },
  'custom-backend': { ends: 'unknown', title: 'the backend is no Service' },
  'not-granted': { ends: 'broken', title: 'no ReferenceGrant allows the backend' },
  'mesh-route': { ends: 'unknown', title: 'a sidecar of the caller would send the request astray' },
  'foreign-route': { ends: 'unknown', title: 'a kind of route that is not walked' },
} as const satisfies Readonly<Record<string, StopText>>;

export type StopKind = keyof typeof STOPS;

/**
 * What a stop is where the rule that speaks of it only warns: something that is applied apart may be what is missed, or
 * what is written may not be all. What is not in this table shows itself in the objects, however loudly a rule says it.
 */
export const DOUBTED: Readonly<Partial<Record<StopKind, StopKind>>> = {
  'unknown-service': 'absent-service',
  'unknown-target-port': 'absent-target-port',
  'no-pods': 'absent-pods',
  'loopback-only': 'doubtful-listener',
  'other-listener': 'doubtful-listener',
  'unknown-gateway': 'absent-gateway',
};

export type Verdict = 'arrives' | Ending;

/**
 * What becomes of a request that meets these stops: one that breaks it weighs most, then one that nobody can see
 * through. What only warns has no say.
 */
export function verdictOf(stops: Iterable<StopKind>): Verdict {
  let verdict: Verdict = 'arrives';
  for (const kind of stops) {
    const { ends } = STOPS[kind];
    if (ends === 'broken') return 'broken';
    verdict = ends;
  }
  return verdict;
}
