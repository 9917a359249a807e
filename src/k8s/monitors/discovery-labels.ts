/** A label that discovery gives to no target, by offsets in the text that reads it. */
export interface UnknownLabel {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** The label that was probably meant, or the same where nothing tells. */
  readonly meant: string;
}

const PREFIX = '__meta_kubernetes_';

/** What Prometheus knows of a target in some role, behind the prefix; whatever an EndpointSlice says of an endpoint. */
const KNOWN = new RegExp(
  '^(?:namespace|(?:namespace|node|service|pod|endpoints|ingress)_(?:label|annotation)(?:present)?_.+|' +
    'node_(?:name|provider_id|address_.+)|endpointslice_.+|endpoints_name|' +
    'ingress_(?:name|class_name|scheme|path|host)|' +
    'endpoint_(?:hostname|node_name|ready|port_(?:name|protocol)|address_target_(?:kind|name))|' +
    'service_(?:cluster_ip|loadbalancer_ip|external_name|name|port_(?:name|number|protocol)|type)|' +
    'pod_(?:name|ip|ready|phase|node_name|host_ip|uid|(?:controller|deployment|cronjob|job)_(?:kind|name)|' +
    'container_(?:init|name|id|image|port_(?:name|number|protocol))))$',
);

/** Where a text reads a label of this kind; none where it holds a part of one only, as a pattern does. */
const READ = /__meta_kubernetes_(\w+)(?![\w*.([\\$+{?])/g;

/** The labels that a configuration of Prometheus reads, and that discovery by Kubernetes never sets (semantics 7.5). */
export function unknownLabels(text: string): readonly UnknownLabel[] {
  if (!text.includes(PREFIX)) return [];
  return [...text.matchAll(READ)].flatMap(({ 0: label, 1: name = '', index }): readonly UnknownLabel[] => {
    if (KNOWN.test(name) || name.endsWith('_') || isRemark(text, index)) return [];
    const meant = name
      .replace(/^(?:pod|service)_namespace$/, 'namespace')
      // What people write without the word before it.
      .replace(/^(pod|service|node)_(?=prometheus_io_)/, '$1_annotation_');
    return [{ label, start: index, end: index + label.length, meant: PREFIX + meant }];
  });
}

const isRemark = (text: string, at: number): boolean =>
  /(?:^|\s)#/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
