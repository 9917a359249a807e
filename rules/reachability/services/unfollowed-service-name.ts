import type { Graph } from '../../../src/graph/graph.js';
import type { NameReference } from '../../../src/k8s/dns/name-reference.js';
import { SERVICE_NAME_LABEL, servedName } from '../../../src/k8s/services/endpoints.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { textOf } from '../../../src/text/source-file.js';
import { callWords, fieldWords, namespaceWords, relabel } from '../../../src/message/names.js';
import { isVirtualHost, type ServiceReference } from '../../../src/k8s/references/references.js';
import { isFirst } from '../../../src/k8s/references/siblings.js';
import { callerWords, consequence, wantedWords } from '../../../src/message/references.js';
import { renamedFrom } from '../../../src/k8s/object/renamed-from.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * kustomize writes a new name into the fields that it knows to name a Service; routes, meshes, custom resources,
 * the labels of EndpointSlices, and the texts of variables, arguments and ConfigMaps are none of them (semantics 9.6).
 */
export default defineRule({
  id: 'unfollowed-service-name',
  severity: 'error',
  summary: 'A reference that keeps the old name of a Service which the kustomization renames',
  kinds: ['Reference', 'MissingName', 'discovery.k8s.io/EndpointSlice'],
  fixable: false,
  since: '0.1.0',

  *check(subject, graph) {
    if ('tree' in subject) yield* inLabel(subject, graph);
    else if (subject.from.partial) return;
    else if ('host' in subject) yield* inText(subject, graph);
    else if (isFirst(subject, subject.siblings)) yield* inField(subject, graph);
  },
});

function* inField(reference: ServiceReference, { names }: Graph): Iterable<Finding> {
  const lookup = names.service(reference);
  if (lookup.kind !== 'missing' || lookup.renamed === undefined) return;
  const { renamed, elsewhere } = lookup;
  yield {
    message: `${callerWords(reference)} ${wantedWords(reference)}, which is built as ${code(renamed.name)}`,
    at: { place: reference.nameAt, text: 'kustomize does not follow the new name here' },
    related: renaming(renamed),
    notes: [consequence(reference)],
    // A name inside a host is no value that kustomize could follow.
    help: isWhole(reference)
      ? `list the field under ${code('nameReference')} in a file of ${code('configurations')}, ` +
        'or write it with a replacement'
      : 'write it with a replacement',
    severity: elsewhere !== undefined || isVirtualHost(reference) ? 'warning' : 'error',
  };
}

function isWhole({ nameAt, name }: ServiceReference): boolean {
  return textOf(nameAt.anchor ?? nameAt.span).replace(/^(["'])(.*)\1$/, '$2') === name;
}

/** The label by which a slice belongs to its Service is a label like any other for kustomize. */
function* inLabel(slice: Resource, { names }: Graph): Iterable<Finding> {
  const name = servedName(slice);
  if (slice.partial || name === undefined) return;
  const lookup = names.service({ name, namespace: undefined, from: slice });
  if (lookup.kind !== 'missing' || lookup.renamed === undefined) return;
  yield {
    message: `${describe(slice)} belongs to Service ${code(name)}, which is built as ${code(lookup.renamed.name)}`,
    at: {
      place: slice.at('metadata', 'labels', SERVICE_NAME_LABEL),
      text: 'kustomize does not follow the new name here',
    },
    related: renaming(lookup.renamed),
    notes: ['nobody reads a slice whose Service does not exist'],
    help: 'write the label with a replacement',
    severity: lookup.elsewhere === undefined ? 'error' : 'warning',
  };
}

function* inText(reference: NameReference, { names, selection }: Graph): Iterable<Finding> {
  const resolved = names.host(reference);
  if (resolved.kind !== 'missing' || resolved.likely.kind !== 'renamed') return;
  const { wanted, likely } = resolved;
  const { port, template } = reference;
  // Its own name, without a port, is what a program calls itself among its peers.
  const isOwn = template !== undefined && selection.of(likely.service).templates.includes(template);
  if (isOwn && !wanted.sure && port.kind !== 'number') return;
  // A short name may belong to something else, unless its port is that of the Service as well.
  const certain =
    wanted.sure || (port.kind === 'number' && likely.service.ports.some((each) => each.port === port.number));
  yield {
    message:
      `${callWords(reference)} Service ${code(wanted.service)}${namespaceWords(wanted.namespace)}, ` +
      `which is built as ${code(likely.service.name)}`,
    at: {
      place: relabel(reference, wanted.before.length, undefined, '').place,
      text: 'kustomize changes no names within texts',
    },
    related: renaming(likely.service),
    notes: [
      'a name that no Service has does not resolve, so the client gets an error before it connects',
      `the name stands ${fieldWords(reference)}`,
    ],
    help: 'write the text with a replacement, which knows the new name',
    severity: certain && !likely.elsewhere ? 'error' : 'warning',
  };
}

/** Where the Service gets its new name. */
function renaming({ resource, name }: Service): readonly PlacedLabel[] {
  const by = renamedFrom(resource)?.by;
  return [
    { place: resource.at('metadata', 'name'), text: `built as ${code(name)}` },
    ...(by === undefined ? [] : [{ place: { span: by }, text: 'this changes its name' }]),
  ];
}
