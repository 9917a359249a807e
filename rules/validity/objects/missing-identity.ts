import { replacing } from '../../../src/message/replacing.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import type { Cluster } from '../../../src/k8s/object/cluster.js';
import { refusesUnknown } from '../../../src/k8s/fields/field-errors.js';
import { isMisplaced } from '../../../src/k8s/fields/misplaced.js';
import { isKindOfKubernetes, isNamedKind } from '../../../src/k8s/kinds/kind-problem.js';
import { groupOf, isBuiltInGroup } from '../../../src/k8s/object/groups.js';
import { hasFieldsOfObject, isOfAnotherProgram } from '../../../src/k8s/kinds/other-programs.js';
import { isPatchFile } from '../../../src/k8s/object/patch-file.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { closest } from '../../../src/text/spelling/similar.js';
import { code } from '../../../src/text/words.js';
import type { Document } from '../../../src/yaml/document.js';
import { get, getMap, getString, keyPlaceOf, placeOf, type MapTree } from '../../../src/tree/tree.js';

/**
 * kubectl needs `apiVersion`, `kind` and `metadata.name`; `kubectl apply` cannot work with `generateName` (semantics
 * 9.3, 10.7).
 */
export default defineAdmissionRule({
  id: 'missing-identity',
  severity: 'error',
  summary: 'A manifest without `apiVersion`, `kind` or a name',
  kinds: ['Manifest', 'Object'],
  marks: ['identity'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check(subject, cluster) {
    if ('quirks' in subject) {
      const { tree } = subject;
      if (tree?.type !== 'map') return;
      const field = missingField(tree);
      const isWanting = field === undefined ? isStray(tree, subject.neighbour) : hasFieldsOfObject(tree);
      if (!isWanting || isOfAnotherProgram(subject.file.path, tree)) return;
      yield field === undefined
        ? withoutBoth(tree)
        : { ...withoutField(tree, field), severity: severityOf(tree, field, subject) };
    } else if (isNamedKind(subject.apiVersion, subject.kind) && subject.name === undefined) {
      const generated = getString(subject.tree, 'metadata', 'generateName') || undefined;
      if (generated !== undefined) yield generatedName(subject, generated);
      else if (!subject.partial && !isPatchFile(subject.file.path) && !reportedOtherwise(subject, cluster))
        yield withoutName(subject);
    }
  },
});

/** One of the two is absent from what is clearly a manifest. */
function missingField(tree: MapTree): 'apiVersion' | 'kind' | undefined {
  const [apiVersion, kind] = [get(tree, 'apiVersion'), get(tree, 'kind')];
  if ((apiVersion === undefined) === (kind === undefined) || getMap(tree, 'metadata') === undefined) return undefined;
  if (getString(tree, 'metadata', 'name') === undefined) return undefined;
  // `device-rotation-policy`: no kind is written so.
  if (apiVersion === undefined && /[-_ ]/.test(getString(tree, 'kind') ?? '')) return undefined;
  return apiVersion === undefined ? 'apiVersion' : 'kind';
}

/** A kind that Kubernetes does not have, alone in its file, may be one of another program. */
function severityOf(tree: MapTree, field: 'apiVersion' | 'kind', { neighbour }: Document): 'error' | 'info' {
  const isTold = field === 'kind' || neighbour !== undefined || closest(field, tree.entries.keys()) !== undefined;
  return isTold || isKindOfKubernetes(getString(tree, 'kind') ?? '') ? 'error' : 'info';
}

/** Beside an object of Kubernetes, kubectl takes every map for one. */
function isStray(tree: MapTree, neighbour: Document['neighbour']): boolean {
  if (neighbour === undefined || !isBuiltInGroup(groupOf(neighbour.apiVersion))) return false;
  if (get(tree, 'apiVersion') !== undefined || get(tree, 'kind') !== undefined) return false;
  // What stands above all objects may be the head of a page, or a lesson in YAML, unless it looks like an object
  // itself.
  const looksSo = getMap(tree, 'metadata') !== undefined && hasFieldsOfObject(tree);
  return neighbour.start < tree.place.span.start || looksSo;
}

/** A name of another type or on another level, and a misspelled `metadata`, are findings of their own. */
function reportedOtherwise(resource: Resource, cluster: Cluster): boolean {
  const strict = refusesUnknown(resource, cluster);
  const [metadata, name] = [resource.get('metadata'), resource.get('metadata', 'name')];
  if (metadata !== undefined && metadata.type !== 'map') return true;
  const wrongType = name !== undefined && !(name.type === 'scalar' && name.value === '');
  const misspelled =
    resource.get('metadata') === undefined && closest('metadata', resource.tree.entries.keys()) !== undefined;
  return wrongType || (strict && (misspelled || isMisplaced(resource, ['metadata', 'name'], cluster.minor)));
}

function withoutField(tree: MapTree, field: 'apiVersion' | 'kind'): Finding {
  const name = getString(tree, 'metadata', 'name') ?? '';
  const similar = closest(field, tree.entries.keys());
  return {
    message: `the manifest ${code(name)} has no ${code(field)}, so kubectl refuses it`,
    at: {
      place: similar === undefined ? placeOf(tree) : keyPlaceOf(tree, [similar]),
      text: similar === undefined ? `no ${code(field)} in this document` : 'a field with a similar name',
    },
    fix:
      similar === undefined ? undefined : replacing(`rename it to ${code(field)}`, keyPlaceOf(tree, [similar]), field),
  };
}

function withoutBoth(tree: MapTree): Finding {
  const name = getString(tree, 'metadata', 'name');
  return {
    message:
      `the document${name === undefined ? '' : ` ${code(name)}`} has neither \`apiVersion\` nor \`kind\`, ` +
      'so kubectl refuses it',
    at: { place: tree.entries.values()[0]?.keyPlace ?? tree.place, text: 'kubectl cannot tell what this is' },
    notes: ['what stands between two lines `---` is a document of its own'],
  };
}

function withoutName(resource: Resource): Finding {
  return {
    message:
      `${/^[AEIOU]/.test(resource.kind) ? 'an' : 'a'} ${resource.kind} has no \`metadata.name\`, ` +
      'so kubectl refuses it',
    at: {
      place: resource.get('metadata') === undefined ? resource.at('kind') : resource.at('metadata', 'name'),
      text: 'no name here',
    },
  };
}

function generatedName(resource: Resource, prefix: string): Finding {
  return {
    message: `${describe(resource)} has only a \`generateName\`, which \`kubectl apply\` refuses`,
    at: { place: resource.at('metadata', 'generateName'), text: `the server would add a suffix to ${code(prefix)}` },
    notes: ['`kubectl create` accepts it, and makes a new object each time'],
    severity: 'info',
  };
}
