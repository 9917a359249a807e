import type { Graph } from '../../../src/graph/graph.js';
import {
  annotationsForPods,
  unreadAnnotations,
  type UnreadAnnotation,
} from '../../../src/k8s/annotations/unread-annotations.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import type { Workload } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/** Controllers ignore annotations that they do not know, or do not look for in such an object (semantics 7.14). */
export default defineRule({
  id: 'unread-annotation',
  severity: 'warning',
  summary: 'An annotation for a controller that it does not read: misspelt, or in another kind of object',
  kinds: ['/Service', 'networking.k8s.io/Ingress', 'Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(subject, graph) {
    const resource = 'templates' in subject ? subject.resource : subject;
    if (resource.get('metadata', 'annotations') === undefined || graph.unit.isRefused(resource)) return;
    if ('templates' in subject) yield* onController(subject, graph);
    else for (const unread of unreadAnnotations(resource)) yield unheard(resource, unread);
  },
});

function unheard(resource: Resource, { key, path, reader, because }: UnreadAnnotation): Finding {
  const at = resource.keyAt(...path);
  const meant = because.kind === 'slip' ? because.meant : because.instead;
  return {
    message:
      because.kind === 'slip'
        ? `${describe(resource)} has the annotation ${code(key)}, which nobody reads`
        : `${describe(resource)} has ${code(key)}, which belongs to ${because.belongs}`,
    at: {
      place: at,
      text: because.kind === 'slip' ? `${reader} has no annotation of this name` : `${reader} does not read it here`,
    },
    notes: [IGNORED],
    help: meant === undefined && because.kind === 'moved' ? `move it to ${because.belongs}` : undefined,
    fix:
      meant === undefined
        ? undefined
        : { title: `write ${code(meant)}`, applicability: 'unsafe', changes: [{ replace: at, with: meant }] },
  };
}

const IGNORED = 'it is ignored without a word';

/** A Service of the Pods may say the same to Prometheus. */
function* onController({ resource, templates }: Workload, { selection }: Graph): Iterable<Finding> {
  const [template, ...others] = templates;
  // A Pod is its own template; what a patch or a custom kind brings is not known.
  if (template === undefined || others.length > 0 || template.path.length === 0) return;
  if (resource.custom || resource.partial || resource.patched) return;
  const [first, ...more] = annotationsForPods(resource, template.path);
  if (first === undefined || getString(resource.tree, ...first.path) === 'false') return;
  const says = (service: Service): boolean =>
    getString(service.resource.tree, 'metadata', 'annotations', first.key) !== undefined;
  const services = selection.servicesOf(template);
  // A Service may stand elsewhere, where it is Prometheus that asks.
  if (services.some(says) || (first.reader === 'Prometheus' && services.length === 0)) return;
  yield {
    message: `${describe(resource)} has ${code(first.key)}, which belongs to its Pods`,
    at: { place: resource.keyAt(...first.path), text: `${first.reader} does not read it here` },
    related: [
      ...more.map(({ path }) => ({ place: resource.keyAt(...path), text: 'nor is this read here' })),
      {
        place: resource.keyAt(...template.path),
        text: `the Pods of this template do not have ${more.length === 0 ? 'it' : 'them'}`,
      },
    ],
    notes: [IGNORED],
    help: `move it to ${code([...template.path, 'metadata', 'annotations'].join('.'))}`,
  };
}
