import {
  DECODING, INGRESS, OWN_TEMPLATE, POLICY, PORT_SYNTAX, PROBE_PORT, READINESS, SCALING, SCHEMA, SERVICE_NAME, SERVICE_SELECTOR, type Meant,
} from './contract-checks.js';

/** One mistake, our rule for it, the fixture that shows it, and the checks of the others that are meant for this very mistake. */
export interface Mistake {
  readonly rule: string;
  /** A folder of `fixtures/rules/<rule>`; the plainest one. */
  readonly case: string;
  /** The mistake in words; the summary of the rule where it is left out. */
  readonly what?: string;
  readonly meant?: Meant;
}

/** The rows of the table, family by family; a row is one line. A rule without one has a row all the same, which says that nobody measured it. */
export const MISTAKES: readonly Mistake[] = [
  {
    rule: 'unmatched-service-selector', case: 'one-letter-off',
    what: 'A Service selector one letter off the labels of the Pods',
    meant: SERVICE_SELECTOR,
  },
  {
    rule: 'unmatched-service-selector', case: 'labels-on-the-deployment',
    what: 'A selector whose labels stand on the Deployment, not on its Pods',
    meant: SERVICE_SELECTOR,
  },
  {
    rule: 'unmatched-service-selector', case: 'other-namespace',
    what: 'A selector whose Pods are in another namespace',
    meant: SERVICE_SELECTOR,
  },
  {
    rule: 'unmatched-service-selector', case: 'several-labels',
    what: 'A selector of several labels of which some match',
    meant: SERVICE_SELECTOR,
  },
  { rule: 'revision-pinned-selector', case: 'pinned-hash', meant: SERVICE_SELECTOR },
  { rule: 'empty-service-selector', case: 'empty', meant: SERVICE_SELECTOR },
  { rule: 'service-without-endpoints', case: 'no-selector', meant: SERVICE_SELECTOR },
  { rule: 'selector-template-mismatch', case: 'value-differs', meant: OWN_TEMPLATE },
  {
    rule: 'selector-template-mismatch', case: 'expressions',
    what: 'A selector with matchExpressions that does not match its own Pod template',
    meant: OWN_TEMPLATE,
  },
  {
    rule: 'selector-template-mismatch', case: 'replication-controller',
    what: 'A ReplicationController whose selector does not match its own Pod template',
    meant: OWN_TEMPLATE,
  },
  { rule: 'missing-workload-selector', case: 'empty', meant: OWN_TEMPLATE },
  { rule: 'pinned-pod-template-hash', case: 'copied-from-a-cluster', meant: OWN_TEMPLATE },
  { rule: 'generated-job-selector', case: 'own-selector', meant: OWN_TEMPLATE },
  { rule: 'invalid-label-selector', case: 'operators', meant: OWN_TEMPLATE },
  { rule: 'shared-pod-labels', case: 'three-deployments' },
  { rule: 'self-missing-affinity', case: 'one-letter-off' },
  { rule: 'unmatched-monitor', case: 'misspelled', meant: { 'kube-linter': ['dangling-servicemonitor'] } },
  { rule: 'contested-endpoints', case: 'endpoints' },
  { rule: 'stranded-endpoints', case: 'name-differs' },
  { rule: 'unmirrored-endpoints', case: 'two-services' },
  { rule: 'endpoint-port-mismatch', case: 'name-differs' },
  { rule: 'invalid-endpoints', case: 'addresses', meant: SCHEMA },

  { rule: 'unknown-target-port-name', case: 'misspelled', what: 'A named target port that the selected Pods do not have' },
  { rule: 'unknown-target-port-name', case: 'one-of-two-workloads', what: 'A named target port that one of two selected workloads lacks' },
  {
    rule: 'undeclared-target-port', case: 'another-number',
    what: 'A numeric target port where the selected containers declare other ports',
  },
  {
    rule: 'defaulted-target-port', case: 'left-out',
    what: 'A target port left out where the selected containers declare other ports than `port`',
  },
  { rule: 'swapped-ports', case: 'swapped' },
  { rule: 'target-port-protocol-mismatch', case: 'name-with-other-protocol' },
  { rule: 'shadowed-port-name', case: 'two-containers' },
  { rule: 'duplicate-service-port', case: 'same-number', what: 'Two ports of one Service with the same number and protocol' },
  { rule: 'duplicate-service-port', case: 'same-name', what: 'Two ports of one Service with the same name' },
  { rule: 'unnamed-service-port', case: 'one-without-a-name' },
  { rule: 'duplicate-node-port', case: 'same-protocol' },
  { rule: 'taken-node-port', case: 'same-file' },
  { rule: 'duplicate-port-name', case: 'twice-in-a-container', meant: PORT_SYNTAX },
  { rule: 'duplicate-container-port', case: 'two-containers' },
  { rule: 'duplicate-host-port', case: 'two-containers' },
  { rule: 'host-network-port-clash', case: 'two-containers' },
  { rule: 'host-network-port-mismatch', case: 'daemon-set' },
  { rule: 'unknown-monitor-port', case: 'name-of-the-container-port' },
  { rule: 'undeclared-monitor-port', case: 'pod-monitor' },

  { rule: 'missing-readiness-probe', case: 'no-probe', meant: READINESS },
  {
    rule: 'missing-readiness-probe', case: 'probe-on-the-sidecar-only',
    what: 'A readiness probe on the sidecar, none on the container that takes the traffic',
    meant: READINESS,
  },
  { rule: 'unknown-probe-port-name', case: 'misspelled', meant: PROBE_PORT },
  { rule: 'unknown-probe-port-name', case: 'other-container', what: 'A probe that names a port of another container', meant: PROBE_PORT },
  { rule: 'invalid-probe', case: 'two-handlers', meant: SCHEMA },
  { rule: 'unset-readiness-gate', case: 'unknown-condition' },

  {
    rule: 'dangling-service-reference', case: 'misspelled',
    what: 'An Ingress backend that names a Service which is not there',
    meant: INGRESS,
  },
  {
    rule: 'unknown-service-port', case: 'misspelled-name',
    what: 'An Ingress backend with a port name that the Service does not have',
    meant: INGRESS,
  },
  {
    rule: 'unknown-service-port', case: 'target-port',
    what: 'An Ingress backend with the target port where the port of the Service belongs',
    meant: INGRESS,
  },
  { rule: 'foreign-service-reference', case: 'ingress', what: 'An Ingress backend whose Service is in another namespace', meant: INGRESS },
  { rule: 'external-name-backend', case: 'ingress', meant: INGRESS },
  { rule: 'wrong-protocol-backend', case: 'ingress', meant: INGRESS },
  { rule: 'missing-backend-port', case: 'backend-and-mirror' },
  { rule: 'unknown-gateway', case: 'misspelled' },
  { rule: 'unknown-listener', case: 'misspelled' },
  { rule: 'ambiguous-parent-refs', case: 'one-without-section' },
  { rule: 'route-not-allowed', case: 'other-hosts' },
  { rule: 'ungranted-cross-namespace-reference', case: 'no-grant' },
  { rule: 'headless-webhook-service', case: 'webhook' },
  { rule: 'istio-short-host', case: 'destination' },
  { rule: 'unknown-subset', case: 'misspelled' },
  { rule: 'unmatched-subset', case: 'no-such-version' },
  { rule: 'dangling-service-name', case: 'renamed-service', meant: SERVICE_NAME },
  { rule: 'missing-service-name', case: 'headless-service', meant: SERVICE_NAME },
  { rule: 'dangling-scale-target', case: 'similar-name', meant: SCALING },

  { rule: 'unknown-service-name', case: 'misspelled' },
  { rule: 'short-name-across-namespaces', case: 'host-variable' },
  { rule: 'unknown-port-in-address', case: 'target-port' },
  { rule: 'undeclared-port-in-address', case: 'headless' },
  { rule: 'workload-name-as-host', case: 'behind-another-name' },
  { rule: 'unknown-pod-name', case: 'beyond-the-replicas' },
  { rule: 'unknown-srv-port', case: 'misspelled' },
  { rule: 'missing-service-variable', case: 'misspelled' },
  { rule: 'absolute-short-name', case: 'host-variable' },
  { rule: 'cluster-name-on-host-network', case: 'default-policy' },

  { rule: 'balanced-governing-service', case: 'two-of-them', meant: SERVICE_NAME },
  { rule: 'untranslated-headless-port', case: 'number' },
  { rule: 'external-name-misuse', case: 'selector' },
  { rule: 'loopback-listener', case: 'uvicorn' },
  { rule: 'mixed-protocol-load-balancer', case: 'two-protocols' },

  { rule: 'unmatched-policy-selector', case: 'one-letter-off', meant: POLICY },
  { rule: 'foreign-policy-peer', case: 'no-namespace-selector', meant: POLICY },
  { rule: 'service-port-in-policy', case: 'ingress' },
  { rule: 'unknown-policy-port-name', case: 'similar-name' },
  { rule: 'blocked-service-port', case: 'other-port-opened' },
  { rule: 'dnsless-egress', case: 'no-rule-for-dns' },
  { rule: 'ineffective-policy-rules', case: 'other-direction' },
  { rule: 'redundant-policy-peer', case: 'two-items' },
  { rule: 'unmatched-disruption-budget', case: 'one-letter-off' },

  { rule: 'unknown-field', case: 'similar-name', meant: DECODING },
  { rule: 'wrong-field-type', case: 'quoted-port', meant: DECODING },
  { rule: 'wrong-field-type', case: 'number-label', what: 'A label value that is a number', meant: DECODING },
  { rule: 'missing-required-field', case: 'service-without-ports', meant: SCHEMA },
  { rule: 'missing-required-field', case: 'containers', what: 'A Pod template without containers', meant: SCHEMA },
  { rule: 'missing-identity', case: 'no-kind', meant: DECODING },
  { rule: 'invalid-field-value', case: 'case-of-type-and-protocol', meant: SCHEMA },
  { rule: 'invalid-name', case: 'service-and-its-port', meant: SCHEMA },
  { rule: 'invalid-label', case: 'two-values', meant: { 'kube-score': ['label-values'], kubeconform: ['schema'] } },
  { rule: 'invalid-port-name', case: 'too-long-and-upper-case', meant: PORT_SYNTAX },
  { rule: 'invalid-port-name', case: 'quoted-target-port', what: 'A target port number in quotes', meant: PORT_SYNTAX },
  { rule: 'invalid-port-number', case: 'out-of-range', meant: PORT_SYNTAX },
  { rule: 'invalid-service-address', case: 'external-names', meant: SCHEMA },
  { rule: 'forbidden-service-field', case: 'node-port-without-type', meant: SCHEMA },
  { rule: 'ineffective-field', case: 'external-name' },
  { rule: 'deprecated-field', case: 'external-ips' },
  { rule: 'duplicate-container-name', case: 'copied-container', meant: SCHEMA },
  { rule: 'null-label-selector', case: 'affinity-terms' },
  { rule: 'null-map-value', case: 'service-selector', meant: { ...SERVICE_SELECTOR, ...SCHEMA } },
  { rule: 'conflicting-ingress-backend', case: 'name-and-number', meant: SCHEMA },
  { rule: 'invalid-ingress-host', case: 'letters', meant: SCHEMA },
  { rule: 'invalid-ingress-path', case: 'relative', meant: SCHEMA },
  { rule: 'unnameable-ingress-port', case: 'digits', meant: SCHEMA },
  { rule: 'mismatched-ingress-class', case: 'two-classes' },
  { rule: 'invalid-network-policy', case: 'peers', meant: SCHEMA },
  { rule: 'ungrouped-scale-target', case: 'core-group', meant: SCALING },
  {
    rule: 'removed-api-version', case: 'old-deployment',
    meant: { 'kube-linter': ['no-extensions-v1beta'], 'kube-score': ['stable-version'], kubeconform: ['no-schema'] },
  },
  { rule: 'deprecated-api-version', case: 'two-routes', meant: { 'kube-score': ['stable-version'] } },
  { rule: 'unknown-kind', case: 'wrong-group', meant: { ...DECODING, kubeconform: ['no-schema'] } },
  { rule: 'duplicate-object', case: 'two-services' },
  { rule: 'duplicate-key', case: 'two-selectors', meant: DECODING },
  { rule: 'boolean-key', case: 'label-on', meant: DECODING },
  { rule: 'late-merge-key', case: 'label-below', meant: DECODING },
  { rule: 'lost-document-text', case: 'object-after-end-marker', meant: DECODING },
  { rule: 'unparsable-document', case: 'tab-indentation', meant: DECODING },
  { rule: 'skipped-template', case: 'helm-template', meant: DECODING },
  { rule: 'unusual-number', case: 'octal-and-zero', meant: DECODING },
  { rule: 'foreign-namespace', case: 'other-namespace' },
];

/** The folder of the fixture below `fixtures/rules`, which names the row in the recorded answers. */
export function idOf({ rule, case: name }: Mistake): string {
  return `${rule}/${name}`;
}
