import type { Graph } from '../../../src/graph/graph.js';
import {
  annotationsForPods,
  unreadAnnotations,
  type UnreadAnnotation,
} from '../../../src/k8s/annotations/unread-annotations.js';
import {
  classPathOf,
  foreignAnnotations,
  type ForeignAnnotations,
} from '../../../src/k8s/annotations/foreign-annotations.js';
import { CLASS_ANNOTATION, isIngress } from '../../../src/k8s/routes/ingress.js';
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
  summary: 'An annotation that nobody reads: misspelt, in another kind of object, or of another controller',
  kinds: ['/Service', 'networking.k8s.io/Ingress', 'Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(subject, graph) {
    const resource = 'templates' in subject ? subject.resource : subject;
    if (resource.get('metadata', 'annotations') === undefined || graph.unit.isRefused(resource)) return;
    if ('templates' in subject) {
      yield* onController(subject, graph);
      return;
    }
    const takers = isIngress(resource) ? graph.routes.takersOf(resource) : [];
    const unread = unreadAnnotations(resource, takers);
    for (const each of unread) if (each.because.kind !== 'unheard-of') yield unheard(resource, each);
    const [first, ...more] = unread.filter(({ because }) => because.kind === 'unheard-of');
    if (first !== undefined) yield unheard(resource, first, more);
    const foreign = isIngress(resource) && !resource.partial ? foreignAnnotations(resource, takers) : undefined;
    if (foreign !== undefined) yield forAnother(resource, foreign);
  },
});

/** Whoever makes up one name often makes up several, which are one finding. */
function unheard(resource: Resource, unread: UnreadAnnotation, more: readonly UnreadAnnotation[] = []): Finding {
  const { path, reader, because } = unread;
  const at = resource.keyAt(...path);
  const meant = wantedKey(because);
  return {
    message: `${describe(resource)} has ${headWords(unread, more)}`,
    at: { place: at, text: whyUnheard(reader, because) },
    related: more.map((each) => ({ place: resource.keyAt(...each.path), text: 'nor this' })),
    notes: [IGNORED],
    help: helpFor(because, meant),
    fix:
      meant === undefined
        ? undefined
        : { title: `write ${code(meant)}`, applicability: 'unsafe', changes: [{ replace: at, with: meant }] },
    // An Ingress of v1 has no reader from before 1.0; which release of 1 there is, nobody can tell.
    severity: because.kind === 'dropped' && !isForOldOnly(resource, because.release) ? 'info' : undefined,
  };
}

const isForOldOnly = ({ apiVersion }: Resource, release: string): boolean =>
  apiVersion === 'networking.k8s.io/v1' && release.startsWith('0.');

function headWords({ key, reader, because }: UnreadAnnotation, more: readonly UnreadAnnotation[]): string {
  if (because.kind === 'moved') return `${code(key)}, which belongs to ${because.belongs}`;
  const who = because.kind === 'dropped' ? `${reader} no longer` : 'nobody';
  return `the annotation ${code(key)}${alsoWords(more)}, which ${who} reads`;
}

const alsoWords = ({ length }: readonly unknown[]): string => (length === 0 ? '' : ` and ${length} more`);

function wantedKey(because: UnreadAnnotation['because']): string | undefined {
  if (because.kind === 'borrowed' || because.kind === 'unheard-of') return undefined;
  if (because.kind === 'moved') return because.instead;
  // The value means something else under the new name.
  if (because.kind === 'dropped') return undefined;
  // The annotation is deprecated, and its value may stand in the field.
  return because.meant === CLASS_ANNOTATION ? undefined : because.meant;
}

function whyUnheard(reader: string, because: UnreadAnnotation['because']): string {
  if (because.kind === 'moved') return `${reader} does not read it here`;
  if (because.kind === 'dropped') return `${reader} has dropped it with its release ${because.release}`;
  if (because.kind === 'unheard-of') return `${reader} has no annotation of this name, in any release`;
  return because.kind === 'key'
    ? `${reader} knows it as ${code(because.meant)}`
    : `${reader} has no annotation of this name`;
}

function helpFor(because: UnreadAnnotation['because'], meant: string | undefined): string | undefined {
  if (because.kind === 'borrowed') return `this name is one of ${because.lender}: look up what it is called here`;
  if (because.kind === 'unheard-of') return because.instead;
  if (because.kind === 'dropped') return because.instead && `say it with ${code(because.instead)}`;
  if (because.kind === 'key' && meant === undefined) return 'name the class in `spec.ingressClassName`';
  return because.kind === 'moved' && meant === undefined ? `move it to ${because.belongs}` : undefined;
}

function forAnother(ingress: Resource, { paths: [first = [], ...more], theirs, takers }: ForeignAnnotations): Finding {
  return {
    message: `${describe(ingress)} has annotations of ${theirs.name}, which does not get it`,
    at: {
      place: ingress.keyAt(...first),
      text: `not read by ${takers.map(({ name }) => name).join(' or by ')}`,
    },
    related: [
      {
        place: ingress.at(...classPathOf(ingress)),
        text: `this class is one of ${takers.map(({ name }) => name).join(' or ')}`,
      },
      ...more.slice(0, 3).map((path) => ({ place: ingress.keyAt(...path), text: 'nor is this read here' })),
    ],
    notes: [IGNORED],
    help: 'say the same with the annotations of the controller that gets the Ingress, or choose the other class',
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
