import type { Graph } from '../../src/graph/graph.js';
import type { NameResolution } from '../../src/graph/names/name-resolution.js';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { isSameByCustom } from '../../src/text/name-customs.js';
import { isSlip } from '../../src/text/spelling/slip.js';
import { callWords, fieldWords, namespaceWords, relabel } from '../../src/message/names.js';
import { misnamedMade, NO_NAME, unknownWords } from '../../src/message/unknown-names.js';
import { serviceWords } from '../../src/message/ports.js';
import type { Service } from '../../src/k8s/services/service.js';
import { describe } from '../../src/k8s/object/resource.js';
import { hasPodNamed, podNamesOf } from '../../src/k8s/workloads/pod-naming.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type PlacedLabel } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * `S.M.svc` is the name of a Service for sure, a shorter form only where it nearly is one that exists (semantics 8.5).
 * A host of the outside world is never judged.
 */
export default defineRule({
  id: 'unknown-service-name',
  severity: 'error',
  summary: 'A DNS name in a variable, argument or configuration that no Service has',
  kinds: ['MissingName'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, graph) {
    const resolved = graph.names.host(reference);
    // A kustomization may rename whatever is compared here, and bring what is absent.
    if (resolved.kind !== 'missing' || reference.from.partial) return;
    const { likely, wanted } = resolved;
    if (likely.kind === 'similar' && isMeant(reference, wanted.service, likely.service))
      yield misspelled(reference, resolved, likely.service);
    else if (likely.kind === 'impossible') yield impossible(reference, resolved);
    else if (likely.kind === 'same-words') yield otherWords(reference, resolved, likely.service, graph);
    else if (likely.kind === 'operator') yield misnamedMade(reference, wanted, likely.made);
    else if (likely.kind === 'stem') yield stem(reference, resolved, likely.services);
    else if (likely.kind === 'other-namespace' && wanted.namespace !== undefined) {
      if (graph.selection.meantNamespace(likely.service) !== wanted.namespace)
        yield otherNamespace(reference, resolved, likely.service, graph);
    } else if (likely.kind === 'nothing' || (likely.kind === 'similar' && wanted.sure)) {
      const left = graph.leftBehind.called(reference);
      if (wanted.sure || left !== undefined || (isDialled(reference) && !resolved.open))
        yield absent(reference, resolved, left, graph);
    }
  },
});

/** A single label with a port is called within the cluster; a pair in a file may be one of other things. */
function isDialled({ port, name, form, field }: NameReference): boolean {
  return (
    name.form === 'short' &&
    name.labels.length === 1 &&
    port.kind === 'number' &&
    !(form === 'pair' && field === 'data')
  );
}

/** Two names that differ by a word may be two Services, unless they have the port in common. */
function isMeant({ port }: NameReference, name: string, similar: Service): boolean {
  return (
    isSlip(name, similar.name) ||
    !isSameByCustom(name, similar.name) ||
    port.kind !== 'number' ||
    similar.ports.some((each) => each.port === port.number)
  );
}

type Missing = Extract<NameResolution, { readonly kind: 'missing' }>;

function misspelled(reference: NameReference, { wanted, open }: Missing, similar: Service): Finding {
  const { place, fix } = relabel(reference, wanted.before.length, similar.name, 'use the name of the Service');
  const { port } = reference;
  // A short name may belong to something else, unless its port is that of the Service as well.
  const samePort = port.kind === 'number' && similar.ports.some((each) => each.port === port.number);
  const otherPort = port.kind === 'number' && !samePort;
  const isSure =
    !wanted.service.includes('_') &&
    (isSlip(wanted.service, similar.name) || !isSameByCustom(wanted.service, similar.name));
  return {
    message: unknownWords(reference, wanted),
    at: {
      place,
      text: wanted.service.includes('_')
        ? 'no Service can have an underscore in its name'
        : `no Service ${code(wanted.service)} is among the linted files`,
    },
    related: [{ place: similar.resource.at('metadata', 'name'), text: `${serviceWords(similar)} has a similar name` }],
    notes: [NO_NAME, `the name stands ${fieldWords(reference)}`],
    fix: otherPort ? undefined : fix,
    severity: wanted.sure || (samePort && !open && isSure) ? 'error' : 'warning',
  };
}

/** Whatever else will be applied, nothing of the cluster answers to such a name. */
function impossible(reference: NameReference, { wanted }: Missing): Finding {
  return {
    message: `${callWords(reference)} ${code(wanted.service)}, which no Service can be called`,
    at: { place: reference.hostAt, text: 'no Service can have an underscore in its name' },
    notes: [NO_NAME, `the name stands ${fieldWords(reference)}`],
    help: 'call the Service by its name; names of a compose file mean nothing in the cluster',
  };
}

/** The port makes it likely that this Service is meant; nothing proves it. */
function otherWords(reference: NameReference, { wanted }: Missing, meant: Service, { selection }: Graph): Finding {
  const { place, fix } = relabel(reference, wanted.before.length, meant.name, 'use the name of the Service');
  return {
    message: unknownWords(reference, wanted),
    at: { place, text: `no Service ${code(wanted.service)} is among the linted files` },
    related: [
      {
        place: meant.resource.at('metadata', 'name'),
        text: `${serviceWords(meant)} has the port that is called, and a name of the same words`,
      },
    ],
    notes: [NO_NAME, `the name stands ${fieldWords(reference)}`],
    fix,
    // Its Pods come from elsewhere, and a Service of the name that is called may come with them.
    severity: meant.selector !== undefined && selection.of(meant).templates.length === 0 ? 'info' : 'warning',
  };
}

/** `redis`, where there are `redis-master` and `redis-replicas`: which of them is meant, nobody can tell. */
function stem(reference: NameReference, { wanted }: Missing, services: readonly Service[]): Finding {
  return {
    message: unknownWords(reference, wanted),
    at: { place: reference.hostAt, text: `no Service ${code(wanted.service)} is among the linted files` },
    related: services.slice(0, 3).map((service) => ({
      place: service.resource.at('metadata', 'name'),
      text: `${serviceWords(service)} has the port that is called, and a name that begins like it`,
    })),
    notes: [NO_NAME, `the name stands ${fieldWords(reference)}`],
    help: 'call the one of them that is meant',
    severity: 'warning',
  };
}

/** `redis-0.redis`: a Pod of a StatefulSet behind the Service, by both names. */
function isOwnPod(before: readonly string[], templates: readonly PodTemplate[], { name }: Service): boolean {
  const [pod, ...more] = before;
  return (
    pod !== undefined &&
    more.length === 0 &&
    templates.some((template) => {
      const names = podNamesOf(template, name);
      return names.kind === 'numbered' && hasPodNamed(names, pod) === 'yes';
    })
  );
}

function otherNamespace(
  reference: NameReference,
  { wanted, home, namespaceKnown, open }: Missing,
  found: Service,
  { selection, leftBehind }: Graph,
): Finding {
  const [asked, written] = [wanted.namespace ?? '', found.resource.namespace ?? ''];
  const { place, fix } = relabel(reference, wanted.before.length + 1, written, 'use the namespace of the Service');
  const slip = !namespaceKnown && isSlip(asked, written);
  // Who writes `default` beside a Service of the own namespace has mostly copied it.
  const isHabit = asked === 'default' && home === written;
  const namesPod = written.startsWith(`${asked}-`) && isOwnPod(wanted.before, selection.of(found).templates, found);
  // Every cluster has `kube-system`.
  const isMissed = namespaceKnown || asked === 'kube-system' || leftBehind.hasMoved(asked, written);
  const isLost = isMissed && !open && !leftBehind.isOwn(reference, found);
  const likelihood = isLost || isHabit || namesPod ? 'warning' : 'info';
  return {
    message:
      `${describe(reference.from)} looks for Service ${code(wanted.service)} in namespace ${code(asked)}, ` +
      `but it is in ${code(written)}`,
    at: {
      place,
      text: namespaceKnown
        ? `namespace ${code(asked)} has no Service ${code(wanted.service)} here`
        : `nothing among the linted files is in namespace ${code(asked)}`,
    },
    related: [
      {
        place: found.resource.at('metadata', 'namespace'),
        text: `${serviceWords(found)} is in ${slip ? 'a namespace with a similar name' : 'this namespace'}`,
      },
    ],
    notes: [NO_NAME, `the name stands ${fieldWords(reference)}`],
    fix,
    severity: slip ? 'error' : likelihood,
  };
}

/** The last Service of that namespace that nobody calls may be what is meant; else it may come from elsewhere. */
function absent(
  reference: NameReference,
  { wanted, open }: Missing,
  left: Service | undefined,
  { unit, closure }: Graph,
): Finding {
  const severity = closure.onName({
    ...{ closed: !open, amongFound: false, forgotten: false },
    left: left && { strangers: true },
  });
  const { fix } = left === undefined ? {} : relabel(reference, wanted.before.length, left.name, 'call this Service');
  const name = `${code(wanted.service)}${namespaceWords(wanted.namespace)}`;
  return {
    message: `${callWords(reference)} Service ${name}, which is not among the linted files`,
    at: {
      place: reference.hostAt,
      text:
        left === undefined
          ? `one of ${unit.services.length} Services here would have to have this name`
          : `no Service ${code(wanted.service)} is among the linted files`,
    },
    related: left === undefined ? [] : [uncalledLabel(left)],
    notes: [`the name stands ${fieldWords(reference)}`],
    help: `if it lives elsewhere, pass ${code(`--external ${externalName(wanted)}`)}`,
    fix,
    severity,
  };
}

function externalName({ namespace, service }: Missing['wanted']): string {
  return namespace === undefined ? service : `${namespace}/${service}`;
}

function uncalledLabel(service: Service): PlacedLabel {
  return {
    place: service.resource.at('metadata', 'name'),
    text: `nobody calls ${serviceWords(service)}, which has the port that is called`,
  };
}
