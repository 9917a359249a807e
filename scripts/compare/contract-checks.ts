/** The tools that are measured beside svclint. */
export const TOOLS = ['kube-linter', 'kube-score', 'kubeconform'] as const;
export type Tool = (typeof TOOLS)[number];

/**
 * Their checks that concern the contract: all of them are switched on, and no other. What asks every object of a kind
 * for something (a liveness probe, a NetworkPolicy, a type other than NodePort) is left out, since it speaks about
 * every fixture of that kind, whatever is wrong there; `no-readiness-probe` and `pod-probes` stay, as rows are about
 * them.
 */
export const CONTRACT_CHECKS: Readonly<Record<Tool, readonly string[]>> = {
  'kube-linter': [
    'dangling-service',
    'dangling-ingress',
    'dangling-networkpolicy',
    'dangling-networkpolicypeer-podselector',
    'dangling-horizontalpodautoscaler',
    'dangling-servicemonitor',
    'mismatching-selector',
    'invalid-target-ports',
    'readiness-port',
    'liveness-port',
    'startup-port',
    'no-readiness-probe',
    'no-extensions-v1beta',
  ],
  'kube-score': [
    'service-targets-pod',
    'ingress-targets-service',
    'pod-probes',
    'pod-probes-identical',
    'networkpolicy-targets-pod',
    'statefulset-has-servicename',
    'deployment-pod-selector-labels-match-template-metadata-labels',
    'statefulset-pod-selector-labels-match-template-metadata-labels',
    'horizontalpodautoscaler-has-target',
    'container-ports-check',
    'stable-version',
    'label-values',
  ],
  kubeconform: ['schema', 'no-schema'],
};

/** What a tool that cannot decode a file says about it: a finding of this check about every object of the file. */
export const UNREADABLE = 'unreadable';

/** By tool, the checks that are meant for one mistake. */
export type Meant = Readonly<Partial<Record<Tool, readonly string[]>>>;

export const SERVICE_SELECTOR: Meant = { 'kube-linter': ['dangling-service'], 'kube-score': ['service-targets-pod'] };
export const READINESS: Meant = { 'kube-linter': ['no-readiness-probe'], 'kube-score': ['pod-probes'] };
export const PROBE_PORT: Meant = { 'kube-linter': ['readiness-port', 'liveness-port', 'startup-port'] };
export const PORT_SYNTAX: Meant = {
  'kube-linter': ['invalid-target-ports'],
  'kube-score': ['container-ports-check'],
  kubeconform: ['schema'],
};
export const INGRESS: Meant = { 'kube-linter': ['dangling-ingress'], 'kube-score': ['ingress-targets-service'] };
export const SERVICE_NAME: Meant = { 'kube-score': ['statefulset-has-servicename'] };
export const SCALING: Meant = {
  'kube-linter': ['dangling-horizontalpodautoscaler'],
  'kube-score': ['horizontalpodautoscaler-has-target'],
  kubeconform: ['schema'],
};
export const POLICY: Meant = {
  'kube-linter': ['dangling-networkpolicy', 'dangling-networkpolicypeer-podselector'],
  'kube-score': ['networkpolicy-targets-pod'],
};
export const OWN_TEMPLATE: Meant = {
  'kube-linter': ['mismatching-selector', UNREADABLE],
  'kube-score': [
    'deployment-pod-selector-labels-match-template-metadata-labels',
    'statefulset-pod-selector-labels-match-template-metadata-labels',
    UNREADABLE,
  ],
  kubeconform: ['schema'],
};
export const SCHEMA: Meant = { kubeconform: ['schema'] };
/** A value that does not decode is reported by whoever refuses to decode it. */
export const DECODING: Meant = {
  'kube-linter': [UNREADABLE],
  'kube-score': [UNREADABLE],
  kubeconform: ['schema', UNREADABLE],
};
