const INGRESS = 'Ingress rules come with reachability by name';
const GATEWAY = 'Gateway API rules come with reachability by name';
const MONITOR = 'ServiceMonitor and PodMonitor rules come with reachability by name';
const STATEFUL = 'StatefulSet serviceName and per-Pod DNS names come with the DNS rules';

/**
 * Cases whose verdict needs a rule family that does not exist yet, by case id. Their endpoints are compared all the same.
 * A case that passes is reported, so that the list shrinks.
 */
export const LATER_CASES: Readonly<Record<string, string>> = {
  B68: STATEFUL,
  C14: STATEFUL,
  D10: INGRESS,
  D14: INGRESS,
  D15: INGRESS,
  D17: INGRESS,
  D18: INGRESS,
  D19: INGRESS,
  D21: INGRESS,
  D24: INGRESS,
  E03: INGRESS,
  E15: 'HorizontalPodAutoscaler rules come with reachability by name',
  E20: STATEFUL,
  G01: GATEWAY,
  G03: GATEWAY,
  G04: GATEWAY,
  G06: GATEWAY,
  G08: GATEWAY,
  G09: MONITOR,
  G11: MONITOR,
  G12: MONITOR,
  G15: MONITOR,
};

/** Traps that an offline linter must answer otherwise than the server did, with the reason. */
export const ANSWERED_OTHERWISE: Readonly<Record<string, { readonly refuses: boolean; readonly reason: string }>> = {
  Y43: { refuses: false, reason: 'template braces: the file is a template and is skipped with a note' },
  Y14: { refuses: true, reason: 'kubectl applies the first object and loses the second without a word: that is an error of the text' },
  Y57: { refuses: false, reason: 'whether a CustomResourceDefinition defines foo/v1 Bar is known to the cluster only' },
};

/** Defects of the history that need a rule family, or an evaluation, that does not exist yet: folder name to reason. */
export const LATER_HISTORY: Readonly<Record<string, string>> = {
  BuoyantIO__emojivoto__44098df7f: STATEFUL,
  'GoogleCloudPlatform__kubernetes-engine-samples__b5c6f52f0': STATEFUL,
  stefanprodan__podinfo__b34653912: INGRESS,
};
