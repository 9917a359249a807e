import type { Graph } from '../../../src/graph/graph.js';
import type { NameReference } from '../../../src/k8s/dns/name-reference.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { ServiceReference } from '../../../src/k8s/references/reference.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString, type Place } from '../../../src/tree/tree.js';

/** A chart is installed into any namespace, and its Services go there with it (semantics 9.2). */
export default defineRule({
  id: 'pinned-release-namespace',
  severity: 'warning',
  summary: 'A namespace written into a chart, for a Service of the chart that goes wherever it is installed',
  kinds: ['NameReference', 'Reference'],
  marks: ['rendered'],
  fixable: false,
  since: '0.1.0',

  *check(reference, graph) {
    // Only of a template it is known which texts stand in it as they are.
    if (reference.from.file.isValue === undefined || reference.from.partial) return;
    const named = 'nameAt' in reference ? inField(reference) : inName(reference);
    const service = named && isLiteral(named.namespaceAt) ? movingService(reference.from, named, graph) : undefined;
    if (named !== undefined && service !== undefined) yield pinned(reference.from, named, service);
  },
});

/** What a text names, and where its parts stand. */
interface Named {
  readonly service: string;
  readonly serviceAt: Place;
  readonly namespace: string;
  readonly namespaceAt: Place;
}

function inField({ name, nameAt, namespace, namespaceAt }: ServiceReference): Named | undefined {
  return namespace === undefined || namespaceAt === undefined
    ? undefined
    : { service: name, serviceAt: nameAt, namespace, namespaceAt };
}

/** `S.M`, `S.M.svc…`; with more in front it may be the name of a Pod. */
function inName(reference: NameReference): Named | undefined {
  const { name, host } = reference;
  if (name.form !== 'full' && !(name.form === 'short' && name.labels.length === 2)) return undefined;
  if (name.form === 'full' && name.before.length > 0) return undefined;
  const [service = '', namespace = ''] = host.split('.');
  const end = service.length + 1 + namespace.length;
  return {
    service,
    serviceAt: reference.piece(0, service.length),
    namespace,
    namespaceAt: reference.piece(service.length + 1, end),
  };
}

/** The Service of that name of the same release, whose namespace is that of the release. */
function movingService(from: Resource, named: Named, { names, namespaces, unit }: Graph): Service | undefined {
  const lookup = names.service({ name: named.service, namespace: undefined, from });
  const [service, ...more] = lookup.kind === 'found' ? lookup.services : [];
  if (service === undefined || more.length > 0 || namespaces.of(service.resource) !== null) return undefined;
  const written = getString(service.resource.tree, 'metadata', 'namespace') !== undefined;
  if (written && isLiteral(service.resource.at('metadata', 'namespace'))) return undefined;
  // A chart that writes its names out is installed once, where its author says; another Service may be meant as well.
  const isOfRelease = !isLiteral(named.serviceAt) && !isLiteral(service.resource.at('metadata', 'name'));
  const isMade = unit.find('', 'Namespace', named.namespace, from).length > 0;
  return isOfRelease && !isMade ? service : undefined;
}

/** True for a text that stands in the template as it is. */
function isLiteral({ span, anchor }: Place): boolean {
  const own = anchor ?? span;
  return own.file.originOf?.(own).literal === true;
}

function pinned(from: Resource, { namespace, namespaceAt }: Named, service: Service): Finding {
  return {
    message:
      `${describe(from)} looks for ${serviceWords(service)} in namespace ${code(namespace)}, ` +
      'wherever the chart goes',
    at: { place: namespaceAt, text: 'written into the template' },
    related: [
      {
        place: service.resource.at('metadata', service.resource.namespace === undefined ? 'name' : 'namespace'),
        text: `${serviceWords(service)} goes to the namespace of the release`,
      },
    ],
    notes: [`in any other namespace than ${code(namespace)} the two do not meet`],
    help: 'write `{{ .Release.Namespace }}` in its place',
  };
}
