import { describe } from '../../../src/k8s/object/resource.js';
import { defineRule } from '../../../src/rule/rule.js';

/** Two documents with one identity in one apply: the later one silently replaces the earlier (semantics 9.3). */
export default defineRule({
  id: 'duplicate-object',
  severity: 'warning',
  summary: 'An object that one file, or one apply, defines twice',
  kinds: ['Object'],
  fixable: false,
  since: '0.1.0',

  *check(resource, { unit, names }) {
    const earlier = resource.name === undefined ? undefined : unit.earlierVersion(resource);
    if (earlier === undefined) return;
    const isByGuess = names.areTwinsByGuess(earlier, resource);
    const isSameFile = earlier.file === resource.file;
    yield {
      message: `${describe(resource)} is defined twice in ${isSameFile ? 'this file' : 'what is applied as one'}`,
      at: { place: resource.at('metadata', 'name'), text: 'this one is applied last, and stays' },
      related: [{ place: earlier.at('metadata', 'name'), text: 'this one is replaced' }],
      notes: [
        isSameFile
          ? 'kubectl silently applies both, one after the other; kustomize refuses them'
          : 'both are applied, one after the other, and nothing says which of them was meant',
        ...(isByGuess ? ['nobody has said what the release is called or where it goes: elsewhere they are two'] : []),
      ],
      help: 'give one of them another name, or delete it',
      severity: isByGuess ? 'info' : 'warning',
    };
  },
});
