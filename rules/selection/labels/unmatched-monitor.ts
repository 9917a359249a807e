import { pairsIn } from '../../../src/k8s/labels/labels.js';
import { replacing } from '../../../src/message/replacing.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { WatchMiss } from '../../../src/graph/monitors.js';
import type { LabelMiss } from '../../../src/k8s/monitors/label-misses.js';
import type { Monitor } from '../../../src/k8s/monitors/monitor.js';
import { pairWords, podsWords } from '../../../src/message/labels.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type FixRecipe, type PlacedLabel } from '../../../src/rule/rule.js';
import { code, codes, list } from '../../../src/text/words.js';
import type { Place } from '../../../src/tree/tree.js';

/**
 * A ServiceMonitor selects Services by their own labels, in its own namespace unless it names others
 * (prometheus-operator, semantics 7.5).
 */
export default defineRule({
  id: 'unmatched-monitor',
  severity: 'error',
  summary: 'A ServiceMonitor or PodMonitor whose selector matches nothing',
  kinds: ['Monitor'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(monitor, graph) {
    const { resource } = monitor;
    if (graph.unit.isRefused(resource)) return;
    const watched = monitor.selects === 'pods' ? graph.monitors.pods(monitor) : graph.monitors.services(monitor);
    if (watched.inside.length > 0 || watched.maybe.length > 0 || graph.elsewhere.isWatched(monitor)) return;
    const near = graph.monitors.nearest(monitor);
    const pairs = pairsIn(monitor.selector);
    if (near !== undefined && graph.closure.isMade(resource, { name: resource.name ?? '', pairs })) return;
    if (near !== undefined) yield notCarried(monitor, near, graph);
    // A kustomization may still add labels, and move everything to one namespace; who asks for no label may mean what
    // operators make.
    else if (!resource.partial && monitor.selector.length > 0) {
      const [outside] = monitor.namespaces === 'any' ? [] : watched.outside;
      yield outside === undefined ? missed(monitor, graph) : elsewhere(monitor, outside, graph);
    }
  },
});

const UNSCRAPED = 'a monitor that selects nothing scrapes nothing, and nothing says so';

function notCarried({ resource }: Monitor, { service, misses, close }: WatchMiss, graph: Graph): Finding {
  const who = describe(service.resource);
  const [first] = misses;
  const wanted = list(misses.map((miss) => pairWords(miss.wanted)));
  const fix = misses.length === 1 && first !== undefined ? repair(service, first) : undefined;
  return {
    message: `${describe(resource)} selects Services by ${wanted}, which ${who} does not carry`,
    at: { place: first?.wanted.valueAt ?? resource.keyAt('spec', 'selector'), text: 'no Service carries this label' },
    related: [...misses.map((miss) => endOf(miss, service, graph)), ...ownLabels(service, misses)],
    notes: [UNSCRAPED],
    help: fix === undefined ? `add ${wanted} to the labels of ${who}` : undefined,
    fix,
    severity: close ? 'error' : 'warning',
  };
}

function endOf({ kind, found }: LabelMiss, service: Service, { selection }: Graph): PlacedLabel {
  const who = describe(service.resource);
  if (kind === 'similar') return { place: found.valueAt, text: `${who} has a similar value here` };
  if (kind === 'name') return { place: found.valueAt, text: `${who} has another value than its name here` };
  if (kind === 'key') return { place: found.keyAt, text: `${who} has the value under this key` };
  if (kind === 'selector') return { place: found.valueAt, text: `${who} has it in its selector, which does not count` };
  const template = selection.of(service).templates.find(({ labels }) => labels.get(found.key) === found);
  return {
    place: found.valueAt,
    text: `it is on ${template === undefined ? 'its Pods' : podsWords(template)}, which does not count`,
  };
}

function ownLabels(service: Service, misses: readonly LabelMiss[]): readonly PlacedLabel[] {
  if (misses.every(({ kind }) => ['similar', 'key', 'name'].includes(kind))) return [];
  return [
    {
      place: service.resource.keyAt('metadata', 'labels'),
      text: `the labels of ${describe(service.resource)} itself count`,
    },
  ];
}

function repair({ resource }: Service, { kind, wanted, found }: LabelMiss): FixRecipe | undefined {
  if (kind === 'similar' || kind === 'name')
    return replacing(`use the value that ${describe(resource)} has`, wanted.valueAt, found.value);
  if (kind === 'key') return replacing(`use the key that ${describe(resource)} has`, wanted.keyAt, found.key);
  const labels = resource.get('metadata', 'labels');
  const last = labels?.type === 'map' ? [...labels.entries.values()].at(-1) : undefined;
  if (last === undefined) return undefined;
  return {
    title: `add the label to ${describe(resource)}`,
    applicability: 'unsafe',
    changes: [{ after: { key: last.keyPlace, value: last.value.place }, entry: [wanted.key, wanted.value] }],
  };
}

/** The default namespace of a monitor is its own: monitors that are kept together need a `namespaceSelector`. */
function elsewhere(monitor: Monitor, found: Service | PodTemplate, graph: Graph): Finding {
  const { resource, namespaces } = monitor;
  const object = 'workload' in found ? found.workload.resource : found.resource;
  const there = code(graph.namespaces.of(object) ?? '');
  const own = namespaces === 'own';
  const where = own
    ? `its own namespace ${code(graph.namespaces.of(resource) ?? '')}`
    : `namespace ${codes(namespaces === 'any' ? [] : namespaces, 'or')}`;
  return {
    message: `${describe(resource)} looks into ${where} only, and ${describe(object)} is in ${there}`,
    at: {
      place: own ? resource.keyAt('spec', 'selector') : resource.at('spec', 'namespaceSelector', 'matchNames', 0),
      text: own ? 'without a `namespaceSelector`' : 'nothing in this namespace matches',
    },
    related: [
      { place: object.at('metadata', 'namespace'), text: `${describe(object)} has these labels, and lives here` },
    ],
    notes: [UNSCRAPED],
    help: own ? `add a \`namespaceSelector\` with \`matchNames\` and ${there}` : `add ${there} to \`matchNames\``,
    severity: object.file.folder === resource.file.folder ? 'error' : 'warning',
  };
}

/** The Service or the Pods that have its name, or none. */
function missed(monitor: Monitor, { leftBehind, closure }: Graph): Finding {
  const { resource, selector } = monitor;
  const thing = leftBehind.watched(monitor);
  const nothing = selectsNothing(monitor);
  if (thing === undefined) return nothing;
  const pairs = pairsIn(selector);
  const [who, place, verb, them, its] =
    'workload' in thing
      ? ([podsWords(thing), labelsOf(thing), 'have', 'them', 'theirs'] as const)
      : ([describe(thing.resource), thing.resource.keyAt('metadata', 'labels'), 'has', 'it', 'its own'] as const);
  return {
    ...nothing,
    related: [{ place, text: `${who} ${verb} the port that is scraped, and no monitor selects ${them}` }],
    help: `give ${who} the labels that the monitor asks for, or ask for ${its}`,
    severity: closure.onLeft(resource, { name: resource.name ?? '', pairs }),
  };
}

function labelsOf({ workload, path }: PodTemplate): Place {
  return workload.resource.keyAt(...path, 'metadata', 'labels');
}

function selectsNothing({ resource, selects }: Monitor): Finding {
  const what = selects === 'services' ? 'Services' : 'Pods';
  return {
    message: `${describe(resource)} selects no ${what} among the linted files`,
    at: {
      place: resource.keyAt('spec', 'selector'),
      text:
        selects === 'services'
          ? 'no Service carries all of these labels itself'
          : 'no Pod template carries all of these labels',
    },
    notes: [UNSCRAPED],
    help: `nothing is wrong if the ${what} come from elsewhere: a chart, an operator, another repository`,
    severity: 'info',
  };
}
