import { groupBy } from '../../data/group.js';
import { getEntries, getList, isString, type ScalarTree, type Tree } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** A program that resolves the names of an object in its own Pods, whatever the namespace of the object is. */
export interface Resolver {
  /** As the subject of a sentence. */
  readonly who: string;
  /** Namespaces in which it may run: there, short names are its own. */
  readonly home: RegExp;
  /** True for what asks the resolver of its node, which knows no Services. */
  readonly onNode?: true;
  /** True for Pods that stand in the namespace of the object: a short name is one of that namespace. */
  readonly atHome?: true;
}

/** A text that a program of its own resolves. */
export interface ForeignText {
  readonly resolver: Resolver;
  /** `spec.triggers.metadata.serverAddress`: the keys on the way, without the numbers of items. */
  readonly path: string;
  readonly key: string;
  readonly scalar: ScalarTree;
  readonly text: string;
  /** A scalar beside this one holds the port. */
  readonly sibling: ScalarTree | undefined;
}

export const KEDA: Resolver = { who: 'the operator of KEDA', home: /keda/ };
const FLUX: Resolver = { who: 'Flux', home: /flux/ };
const ARGO_CD: Resolver = { who: 'Argo CD', home: /argo|gitops/ };
const EXTERNAL_SECRETS: Resolver = { who: 'the External Secrets Operator', home: /external-secrets|eso/ };
/** Controllers of ingress-nginx call the address of `auth-url` (ingress-nginx, docs of annotations). */
export const INGRESS_NGINX: Resolver = { who: 'the Ingress controller', home: /ingress|nginx/ };
const API_SERVER: Resolver = { who: 'the API server', home: /(?!)/, onNode: true };
/** Pods that an operator makes for the very object. */
const OWN_PODS: Resolver = { who: 'its operator', home: /(?!)/, atHome: true };
const CERT_MANAGER: Resolver = { who: 'cert-manager', home: /cert-manager/ };

/** Keys of a scaler's metadata that hold an address, in any of the scalers (KEDA, docs of scalers). */
const TRIGGER_KEYS = /(address(es)?|url|uri|hosts?|servers?|endpoints?|brokerlist|connection(string)?)$/i;

/** True for a key of a trigger's metadata that holds an address. */
export function isTriggerKey(key: string): boolean {
  return TRIGGER_KEYS.test(key);
}

type Row = readonly [kinds: readonly string[], path: string, keys: RegExp, resolver: Resolver];

/**
 * Where custom resources name hosts that their controller calls from its own Pods, each as the controller's
 * documentation has it (semantics 8.6). `*` stands for every item of a list or every entry of a map.
 */
const ROWS: readonly Row[] = [
  [['keda.sh/ScaledObject', 'keda.sh/ScaledJob'], 'spec.triggers.*.metadata', TRIGGER_KEYS, KEDA],
  [['source.toolkit.fluxcd.io/GitRepository', 'source.toolkit.fluxcd.io/HelmRepository'], 'spec', /^url$/, FLUX],
  [['source.toolkit.fluxcd.io/Bucket'], 'spec', /^endpoint$/, FLUX],
  [['notification.toolkit.fluxcd.io/Provider'], 'spec', /^address$/, FLUX],
  [['argoproj.io/Application'], 'spec.source', /^repoURL$/, ARGO_CD],
  [['argoproj.io/Application'], 'spec.sources.*', /^repoURL$/, ARGO_CD],
  [
    ['external-secrets.io/SecretStore', 'external-secrets.io/ClusterSecretStore'],
    'spec.provider.*',
    /^(server|url|apiUrl|host|serverUrl)$/,
    EXTERNAL_SECRETS,
  ],
  [
    ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map(
      (kind) => `admissionregistration.k8s.io/${kind}`,
    ),
    'webhooks.*.clientConfig',
    /^url$/,
    API_SERVER,
  ],
  [['apiextensions.k8s.io/CustomResourceDefinition'], 'spec.conversion.webhook.clientConfig', /^url$/, API_SERVER],
  [['kafka.strimzi.io/KafkaConnect', 'kafka.strimzi.io/KafkaBridge'], 'spec', /^bootstrapServers$/, OWN_PODS],
  [['kafka.strimzi.io/KafkaMirrorMaker2'], 'spec.clusters.*', /^bootstrapServers$/, OWN_PODS],
  [['kafka.strimzi.io/KafkaMirrorMaker'], 'spec.*', /^bootstrapServers$/, OWN_PODS],
  [['cert-manager.io/Issuer', 'cert-manager.io/ClusterIssuer'], 'spec.*', /^server$/, CERT_MANAGER],
];

const BY_KIND = groupBy(
  ROWS.flatMap((row) => row[0].map((kind) => ({ kind, row }))),
  ({ kind }) => kind,
);

/** The texts of a custom resource that its controller resolves. */
export function foreignTexts({ group, kind, tree }: Resource): readonly ForeignText[] {
  return (BY_KIND.get(`${group}/${kind}`) ?? []).flatMap(({ row: [, path, keys, resolver] }) =>
    mapsAt({ tree, path: '' }, path.split('.')).flatMap(({ tree: map, path: above }) =>
      [...getEntries(map)].flatMap(({ key, value }): ForeignText[] =>
        keys.test(key) && isString(value)
          ? [
              {
                resolver,
                path: `${above}.${key}`,
                key,
                scalar: value,
                text: value.value,
                sibling: portIn(map),
              },
            ]
          : [],
      ),
    ),
  );
}

interface At {
  readonly tree: Tree;
  /** The keys on the way. */
  readonly path: string;
}

function mapsAt({ tree, path }: At, [step, ...more]: readonly string[]): readonly At[] {
  if (step === undefined) return [{ tree, path }];
  if (step === '*' && tree.type === 'list') return getList(tree).flatMap((item) => mapsAt({ tree: item, path }, more));
  const entries = [...getEntries(tree)].filter(({ key }) => step === '*' || key === step);
  return entries.flatMap(({ key, value }) => mapsAt({ tree: value, path: path === '' ? key : `${path}.${key}` }, more));
}

/** `port` beside `host`, as the scalers for databases have it. */
function portIn(map: Tree): ScalarTree | undefined {
  const value = map.type === 'map' ? map.entries.get('port')?.value : undefined;
  return value?.type === 'scalar' ? value : undefined;
}
