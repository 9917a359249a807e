import { replacing } from '../../../src/message/replacing.js';
import type { Crossing, Sharing } from '../../../src/graph/sharing/crossed.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { pairWords, podsWords } from '../../../src/message/labels.js';
import { alsoSelecting } from '../../../src/message/new-label.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** A selector decides which Pods a Service gets, whatever its name says (semantics 2.2, 5.2). */
export default defineRule({
  id: 'crossed-service-selector',
  severity: 'warning',
  summary: 'A Service that is called like one workload and selects the Pods of another, which has a Service of its own',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, { selection }) {
    const found = selection.crossing(service);
    if (found !== undefined) yield crossed(service, found);
    const shared = selection.sharing(service);
    if (shared !== undefined) yield alsoSelects(service, shared);
  },
});

function crossed(service: Service, crossing: Crossing): Finding {
  const { own, selected, rightful } = crossing;
  const [pair] = service.selector?.values() ?? [];
  return {
    message:
      `${serviceWords(service)} selects ${podsWords(selected)}, ` +
      `and no Service selects those of ${describe(own.workload.resource)}`,
    at: {
      place: pair?.valueAt ?? service.resource.keyAt('spec', 'selector'),
      text: `these are ${podsWords(selected)}`,
    },
    related: [
      {
        place: own.at('metadata', 'labels'),
        text: `${podsWords(own)}, which have the Service's name, get no requests`,
      },
      { place: rightful.resource.at('metadata', 'name'), text: `${serviceWords(rightful)} selects the same Pods` },
    ],
    notes: [`whoever calls ${code(service.name)} reaches ${describe(selected.workload.resource)}`],
    help: `select the labels of ${podsWords(own)}, or give the Service another name if it is an alias`,
    fix: repair(service, crossing),
  };
}

function alsoSelects(service: Service, { own, other, rightful, label }: Sharing): Finding {
  const change = label && alsoSelecting(service, label);
  return {
    message:
      `${serviceWords(service)} also selects ${podsWords(other)}, ` + `which ${serviceWords(rightful)} is called after`,
    at: {
      place: service.resource.keyAt('spec', 'selector'),
      text: `both ${podsWords(own)} and ${podsWords(other)} carry these labels`,
    },
    related: [
      label === undefined
        ? { place: other.at('metadata', 'labels'), text: `nothing tells these Pods from ${podsWords(own)}` }
        : { place: label.valueAt, text: `only ${podsWords(own)} carry ${pairWords(label)}` },
      { place: rightful.resource.at('metadata', 'name'), text: `${serviceWords(rightful)} has the same selector` },
    ],
    notes: [`a part of the requests to ${code(service.name)} reaches ${describe(other.workload.resource)}`],
    help: label === undefined ? 'give each workload a label of its own, and name it in its selector' : undefined,
    fix: label && change && { title: `select ${pairWords(label)} as well`, applicability: 'unsafe', changes: [change] },
  };
}

/** Where one label makes the difference. */
function repair({ selector }: Service, { own }: Crossing): FixRecipe | undefined {
  const other = [...(selector?.values() ?? [])].filter(({ key, value }) => own.labels.get(key)?.value !== value);
  const [pair] = other;
  const label = pair && own.labels.get(pair.key);
  if (pair === undefined || label === undefined || other.length > 1) return undefined;
  const title = `use the value that ${describe(own.workload.resource)} gives its Pods`;
  return replacing(title, pair.valueAt, label.value);
}
