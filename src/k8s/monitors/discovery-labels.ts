import { closest } from '../../text/spelling/similar.js';

/** A label that discovery gives to no target, by offsets in the text that reads it. */
export interface UnknownLabel {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** The label that was probably meant. */
  readonly meant: string | undefined;
}

/** What Prometheus knows of each target, whatever the role; `*` stands for the name of a label or an annotation. */
const LABELS = `
namespace
node: name provider_id address_*
service: cluster_ip loadbalancer_ip external_name name port_name port_number port_protocol type
pod: name ip container_init container_name container_id container_image container_port_name container_port_number
pod: container_port_protocol ready phase node_name host_ip uid controller_kind controller_name deployment_name
pod: cronjob_name job_name
endpoints: name
endpoint: hostname node_name ready port_name port_protocol address_target_kind address_target_name
endpointslice: *
ingress: name class_name scheme path host
`;
/** What stands before the name of a label or an annotation of these. */
const NAMED = ['label_', 'labelpresent_', 'annotation_', 'annotationpresent_'];
const WITH_LABELS = ['namespace', 'node', 'service', 'pod', 'endpoints', 'endpointslice', 'ingress'];

const PREFIX = '__meta_kubernetes_';

const KNOWN: ReadonlySet<string> = new Set(
  LABELS.split('\n').flatMap((line) => {
    const [object = '', words] = line.split(':');
    return words === undefined
      ? [object]
      : words
          .trim()
          .split(' ')
          .map((word) => `${object}_${word}`);
  }),
);
const STEMS = [
  ...[...KNOWN].filter((label) => label.endsWith('*')).map((label) => label.slice(0, -1)),
  ...WITH_LABELS.flatMap((object) => NAMED.map((word) => `${object}_${word}`)),
];

const isKnown = (name: string): boolean => KNOWN.has(name) || STEMS.some((stem) => name.startsWith(stem));

/** Where a text reads a label of this kind; none where it holds a part of one only, as a pattern does. */
const READ = /__meta_kubernetes_([a-zA-Z\d_]+)(?![\w*.([\\$+{?])/g;

/** The labels that a configuration of Prometheus reads, and that discovery by Kubernetes never sets (semantics 7.5). */
export function unknownLabels(text: string): readonly UnknownLabel[] {
  if (!text.includes(PREFIX)) return [];
  return [...text.matchAll(READ)].flatMap(({ 0: label, 1: name = '', index }): readonly UnknownLabel[] => {
    if (isKnown(name) || name.endsWith('_') || isRemark(text, index) || isMade(text, label)) return [];
    const meant = meantBy(name);
    return [{ label, start: index, end: index + label.length, meant: meant && PREFIX + meant }];
  });
}

function isRemark(text: string, at: number): boolean {
  return /(?:^|\s)#/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
}

/** The configuration itself may make a label, and read it in a later step. */
const isMade = (text: string, label: string): boolean =>
  new RegExp(`target_?label["']?\\s{0,20}[:=]\\s{0,20}["']?${label}\\b`, 'i').test(text);

function meantBy(name: string): string | undefined {
  const [object = '', rest = ''] = /^([a-z]+)_(.+)$/.exec(name)?.slice(1) ?? [];
  if (rest === 'namespace') return 'namespace';
  // What people write without the word before it: `pod_prometheus_io_port`.
  if (/^prometheus_io_/.test(rest) && WITH_LABELS.includes(object)) return `${object}_annotation_${rest}`;
  return closest(
    name,
    [...KNOWN].filter((label) => !label.endsWith('*')),
  );
}
