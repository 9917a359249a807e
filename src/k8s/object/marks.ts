import type { Entry, Tree } from '../../tree/tree.js';

/**
 * What is odd in an object or a document, so that rules about oddities need not look for them in every one. A mark says
 * where to look, never what is wrong: it stands for more than any rule minds.
 */
export const MARKS = {
  /** A key or value of a label or selector, or the key of an annotation, that is not plainly one; a null among them. */
  label: 1,
  /** An item of `matchExpressions`. */
  expression: 2,
  /** A name that is not plainly a DNS label of at most 52 characters, or a readiness gate. */
  name: 4,
  /** A port that is no plain number of 1 to 65535 and not plainly a name, or a node port. */
  port: 8,
  /** A term of an affinity, or a topologySpreadConstraint. */
  podTerm: 16,
  /** `hostNetwork` or a `hostPort`. */
  host: 32,
  /** A field by which a Service says how it is reached: its type, an address, a policy of traffic. */
  exposure: 64,
  /** A document that the parser refused, or read in a way that few expect; or what is no map. */
  syntax: 128,
  /** An `apiVersion`, a `kind` or a name that is absent. */
  identity: 256,
  /** A pair of `apiVersion` and `kind` that a server of today does not serve by itself. */
  kind: 512,
  /** What strict decoding may refuse: a field that the kind does not have, a value of another type, an unknown kind. */
  field: 1024,
  /** No namespace is written, of a kind that has one. */
  namespace: 2048,
  /** A text that helm makes of a template. */
  rendered: 4096,
  /**
   * A name in a text with a dot at its end or one slash before it, or one that others than the Pods resolve, or a
   * program by itself.
   */
  resolver: 8192,
  /** A name in a text that is not that of a Service alone: it has labels before it, or asks for an SRV record. */
  below: 16_384,
} as const;
export type Mark = keyof typeof MARKS;

/** The marks of one object, added up. */
export type Marks = number;

export function marksOf(tree: Tree): Marks {
  if (tree.type === 'scalar') return 0;
  return tree.type === 'list' ? tree.items.reduce(withItem, 0) : tree.entries.values().reduce(withEntry, 0);
}

const withItem = (marks: Marks, item: Tree): Marks => marks | marksOf(item);
const withEntry = (marks: Marks, entry: Entry): Marks => marks | entryMarks(entry);

type Reader = (value: Tree) => Marks;

/** Notes that a field is there, whatever stands in it. */
const noting =
  (mark: Mark): Reader =>
  (value) =>
    MARKS[mark] | marksOf(value);

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...['labels', 'matchLabels', 'selector'].map((key) => [key, labelMarks] as const),
  ['annotations', annotationMarks],
  ['matchExpressions', noting('expression')],
  ...['name', 'namespace', 'serviceName', 'hostname', 'subdomain', 'serviceAccountName', 'ingressClassName'].map(
    (key) => [key, nameMarks] as const,
  ),
  ['readinessGates', noting('name')],
  ...['port', 'targetPort', 'containerPort', 'number', 'endPort', 'portNumber'].map((key) => [key, portMarks] as const),
  ['nodePort', noting('port')],
  ['hostPort', (value) => MARKS.host | portMarks(value)],
  ['hostNetwork', noting('host')],
  ['ports', portListMarks],
  ...['podAffinity', 'podAntiAffinity', 'topologySpreadConstraints'].map((key) => [key, noting('podTerm')] as const),
  ...[
    ...['type', 'clusterIP', 'clusterIPs', 'externalName', 'externalIPs', 'ipFamilies', 'ipFamilyPolicy'],
    ...['loadBalancerIP', 'loadBalancerClass', 'loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts'],
    ...['externalTrafficPolicy', 'internalTrafficPolicy', 'healthCheckNodePort'],
  ].map((key) => [key, noting('exposure')] as const),
  ['env', (value) => marksOf(value) & ~MARKS.name], // variables are called as they like
]);

function entryMarks({ key, value }: Entry): Marks {
  const reader = READERS.get(key);
  if (reader !== undefined) return reader(value);
  return value.type === 'scalar' ? 0 : marksOf(value);
}

function labelMarks(value: Tree): Marks {
  return value.type === 'map' ? value.entries.values().reduce(withLabel, 0) : marksOf(value);
}

const withLabel = (marks: Marks, entry: Entry): Marks =>
  marks | entryMarks(entry) | (isPlainLabel(entry) ? 0 : MARKS.label);

function isPlainLabel({ key, value }: Entry): boolean {
  if (!isPlainKey(key)) return false;
  if (value.type !== 'scalar') return true; // `matchLabels` in a selector
  return typeof value.value === 'string' ? isPlain(value.value, PLAIN_TEXT, 63) : value.value !== null;
}

function annotationMarks(value: Tree): Marks {
  if (value.type !== 'map') return 0;
  for (const key of value.entries.keys()) if (!isPlainKey(key)) return MARKS.label;
  return 0;
}

function nameMarks(value: Tree): Marks {
  if (value.type !== 'scalar') return marksOf(value);
  return typeof value.value !== 'string' || isPlain(value.value, PLAIN_NAME, 52) ? 0 : MARKS.name;
}

function portMarks(value: Tree): Marks {
  if (value.type !== 'scalar') return marksOf(value) | portNameMarks(value);
  if (typeof value.value === 'string') return isPlain(value.value, PLAIN_NAME, 15) ? 0 : MARKS.port;
  return /^[1-9]\d{0,4}$/.test(value.source) && Number(value.source) <= 65_535 ? 0 : MARKS.port;
}

function portListMarks(value: Tree): Marks {
  const marks = marksOf(value);
  return value.type === 'list' ? value.items.reduce(withPortName, marks) : marks;
}

const withPortName = (marks: Marks, item: Tree): Marks => marks | portNameMarks(item);

/** The `name` of a port: of an item of `ports`, or of a backend. */
function portNameMarks(port: Tree): Marks {
  const name = port.type === 'map' ? port.entries.get('name')?.value : undefined;
  return name === undefined ? 0 : portMarks(name);
}

/** What people mostly write: well within what the API server takes (semantics 2.1, 4.2, 6.2). */
const PLAIN_KEY = /^([a-z0-9]+([-.][a-z0-9]+)*\/)?[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/;
const PLAIN_TEXT = /^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/;
const PLAIN_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

function isPlainKey(key: string): boolean {
  return isPlain(key, PLAIN_KEY, 63);
}

function isPlain(text: string, form: RegExp, longest: number): boolean {
  return text.length <= longest && form.test(text);
}
