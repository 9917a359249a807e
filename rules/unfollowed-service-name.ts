import { renamedFrom } from '../src/k8s/renamed.js';
import { isFirst, siblingsOf } from '../src/k8s/references/siblings.js';
import type { ServiceReference } from '../src/k8s/references/index.js';
import { callerWords, consequence, wantedWords } from '../src/k8s/references/words.js';
import type { Service } from '../src/k8s/service.js';
import { defineRule, type Finding } from '../src/rule/rule.js';
import { code } from '../src/text/words.js';

/** kustomize writes a new name into the fields that it knows to name a Service; routes, meshes and custom resources are none of them (semantics 9.6). */
export default defineRule({
  id: 'unfollowed-service-name',
  category: 'reachability',
  severity: 'error',
  summary: 'A reference that keeps the old name of a Service which the kustomization renames',
  kinds: ['Reference'],
  fixable: false,
  since: '0.1.0',

  *check(reference, graph) {
    if (reference.from.partial || !isFirst(reference, siblingsOf(reference))) return;
    const lookup = graph.lookup(reference);
    if (lookup.kind === 'missing' && lookup.renamed !== undefined) yield leftBehind(reference, lookup.renamed);
  },
});

function leftBehind(reference: ServiceReference, { resource, name }: Service): Finding {
  const by = renamedFrom(resource)?.by;
  return {
    message: `${callerWords(reference)} ${wantedWords(reference)}, which the kustomization calls ${code(name)}`,
    at: { place: reference.nameAt, text: 'kustomize does not follow the new name here' },
    related: [
      { place: resource.at('metadata', 'name'), text: `built as ${code(name)}` },
      ...(by === undefined ? [] : [{ place: { span: by }, text: 'this changes its name' }]),
    ],
    notes: [consequence(reference)],
    help: `list the field under ${code('nameReference')} in a file of ${code('configurations')}, or write it with a replacement`,
  };
}
