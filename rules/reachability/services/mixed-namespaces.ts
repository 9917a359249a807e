import type { NamespaceGap } from '../../../src/graph/references/namespace-gaps.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code, count } from '../../../src/text/words.js';

/**
 * What names no namespace goes where `kubectl -n` or the context says, what names one goes there: objects that need
 * each other come apart (semantics 9.1, 9.2).
 */
export default defineRule({
  id: 'mixed-namespaces',
  severity: 'warning',
  summary: 'Objects that belong together, but only some name a namespace',
  kinds: ['Object'],
  marks: ['namespace'],
  fixable: false,
  since: '0.1.0',

  *check(resource, { namespaces }) {
    const gaps = namespaces.gaps();
    if (gaps[0]?.unnamed !== resource) return; // said once for the whole unit
    yield mixed(gaps[0], gaps);
  },
});

/** How the named object is tied to the other one, from either end of the tie. */
const TIES: Readonly<Record<NamespaceGap['tie'], Readonly<Record<NamespaceGap['unnamedIs'], string>>>> = {
  selects: { from: 'whose Pods it selects', to: 'which selects its Pods' },
  calls: { from: 'where it sends requests', to: 'which sends it requests' },
  scales: { from: 'which it scales', to: 'which scales it' },
};

function mixed({ unnamed, named, namespace, tie, unnamedIs }: NamespaceGap, all: readonly NamespaceGap[]): Finding {
  const others = [...new Set(all.map((gap) => gap.unnamed))].filter((other) => other !== unnamed);
  const rest = others.length - MOST_SHOWN;
  const tool = unnamed.file.originOf === undefined ? 'kubectl' : 'helm';
  return {
    message:
      `${describe(unnamed)} names no namespace, and ${describe(named)}, ` +
      `${TIES[tie][unnamedIs]}, names ${code(namespace)}`,
    at: { place: unnamed.at('metadata', 'name'), text: `goes to the namespace given to ${tool}` },
    related: [
      { place: named.at('metadata', 'namespace'), text: `${describe(named)} always goes here` },
      ...others
        .slice(0, MOST_SHOWN)
        .map((other) => ({ place: other.at('metadata', 'name'), text: `${describe(other)} names none either` })),
    ],
    notes: [
      `unless ${code(`${tool} -n ${namespace}`)} applies them, ` +
        'or the context says the same, they are apart and miss each other',
      ...(rest > 0 ? [`the same holds for ${count(rest, 'more object')} of this apply`] : []),
    ],
    help:
      `write ${code(`namespace: ${namespace}`)} in both; where ${code('-n')} is always given, ` +
      `say so with ${code('--namespace')}, or under ${code('units')} in the settings`,
  };
}

const MOST_SHOWN = 3;
