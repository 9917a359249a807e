import { replacing } from '../../../src/message/replacing.js';
import { getList } from '../../../src/tree/tree.js';
import type { Graph } from '../../../src/graph/graph.js';
import {
  ENDPOINT_KINDS,
  isSlice,
  isWrittenByController,
  servedName,
  servedNameAt,
  SERVICE_NAME_LABEL,
} from '../../../src/k8s/services/endpoints.js';
import { readLabels } from '../../../src/k8s/labels/labels.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * Endpoints belong to the Service of their own name, an EndpointSlice to the one in its label
 * `kubernetes.io/service-name` (semantics 5.10).
 */
export default defineRule({
  id: 'stranded-endpoints',
  severity: 'error',
  summary: 'hand-written Endpoints or EndpointSlice that belong to no Service',
  kinds: ENDPOINT_KINDS,
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, graph) {
    if (resource.partial || isWrittenByController(resource)) return;
    const name = servedName(resource);
    if (name === undefined) {
      if (isSlice(resource)) yield unlabelled(resource, graph.endpoints.waitingFor(resource));
      return;
    }
    if (
      name === 'kubernetes' ||
      isPlaceholder(name) ||
      graph.unit.find('', 'Service', name, resource).length > 0 ||
      graph.names.isExternal(name, resource)
    )
      return;
    // Another unit may have it, applied apart from it.
    if (graph.elsewhere.named('', 'Service', name, graph.namespaces.of(resource)).length > 0) return;
    if (isSlice(resource) && isLeftBehind(resource, name, graph)) return;
    const meant = graph.endpoints.waitingFor(resource);
    const away = graph.endpoints.waitingAway(resource, name);
    if (meant !== undefined) yield misnamed(resource, name, meant);
    else yield away === undefined ? withoutService(resource, name, graph) : otherNamespace(resource, name, away, graph);
  },
});

/** A kustomization gives the Service another name, which is another finding. */
function isLeftBehind(from: Resource, name: string, { names }: Graph): boolean {
  const lookup = names.service({ name, namespace: undefined, from });
  return lookup.kind === 'missing' && lookup.renamed !== undefined;
}

function misnamed(resource: Resource, name: string, { resource: service, name: wanted }: Service): Finding {
  const slice = isSlice(resource);
  const place = servedNameAt(resource);
  return {
    message:
      `${describe(resource)} ${slice ? 'belongs to' : 'is for'} a Service ${code(name)}, ` +
      `but the Service without endpoints is ${code(wanted)}`,
    at: {
      place,
      text: slice ? 'no Service has this name' : 'Endpoints belong to the Service of the same name, and there is none',
    },
    related: [
      { place: service.at('metadata', 'name'), text: 'this Service has no selector, and no endpoints bear its name' },
    ],
    notes: [`connections to Service ${code(wanted)} fail, because these addresses are not its own`],
    fix: replacing(`name Service ${code(wanted)}`, place, wanted),
    severity: 'error',
  };
}

function otherNamespace(
  resource: Resource,
  name: string,
  { resource: service }: Service,
  { namespaces }: Graph,
): Finding {
  const [own, away] = [namespaces.of(resource) ?? '', namespaces.of(service) ?? ''];
  const endpoints = `${describe(resource)} of namespace ${code(own)}`;
  return {
    message: `${endpoints} is for a Service ${code(name)}, which is in ${code(away)}`,
    at: {
      place: servedNameAt(resource),
      text: `no Service of namespace ${code(own)} has this name`,
    },
    related: [
      { place: service.at('metadata', 'namespace'), text: `${describe(service)} is in this namespace` },
      ...(resource.namespace === undefined
        ? []
        : [{ place: resource.at('metadata', 'namespace'), text: 'the addresses are in this one' }]),
    ],
    notes: ['endpoints belong to a Service of their own namespace only'],
    severity: 'error',
  };
}

function isEmpty(resource: Resource): boolean {
  return !isSlice(resource) && getList(resource.tree, 'subsets').length === 0;
}

function withoutService(resource: Resource, name: string, { unit }: Graph): Finding {
  const slice = isSlice(resource);
  return {
    message:
      `${describe(resource)} ${slice ? 'belongs to' : 'is for'} a Service ${code(name)}, ` +
      'which is not among the linted files',
    at: {
      place: servedNameAt(resource),
      text: 'no Service has this name',
    },
    notes: [
      slice
        ? 'nobody reads a slice whose Service does not exist'
        : 'Endpoints without a Service of their name are not mirrored into EndpointSlices',
    ],
    // Where Services are written, this one is expected among them; without addresses it may be a note of a program that
    // elects its leader by annotations, as Patroni does.
    severity: unit.hasServicesBeside(resource) && !isEmpty(resource) ? 'warning' : 'info',
  };
}

function unlabelled(resource: Resource, meant: Service | undefined): Finding {
  const last = [...readLabels(resource.tree, ['metadata', 'labels']).values()].at(-1);
  const entry = [SERVICE_NAME_LABEL, meant?.name ?? ''] as const;
  return {
    message: `${describe(resource)} belongs to no Service, because it has no label ${code(SERVICE_NAME_LABEL)}`,
    at: { place: resource.at('metadata', 'labels'), text: 'the label is missing here' },
    related:
      meant === undefined
        ? []
        : [{ place: meant.resource.at('metadata', 'name'), text: 'this Service has no selector, and no endpoints' }],
    notes: ['the name of an EndpointSlice says nothing: kube-proxy finds the Service by this label alone'],
    help: `add ${code(`${SERVICE_NAME_LABEL}: ${meant?.name ?? '<name of the Service>'}`)} to its labels`,
    fix:
      meant === undefined || last === undefined || last.value === ''
        ? undefined
        : {
            title: `label it for Service ${code(meant.name)}`,
            applicability: 'unsafe',
            changes: [{ after: { key: last.keyAt, value: last.valueAt }, entry }],
          },
    severity: 'error',
  };
}
