import { replacing } from '../../../src/message/replacing.js';
import {
  KINDS_WITH_CLOSED_FIELDS,
  secondKnativePort,
  wrongValues,
  type WrongValue,
} from '../../../src/k8s/fields/closed-fields.js';
import { reasonOf } from '../../../src/k8s/syntax/names.js';
import { labelKeyProblem } from '../../../src/k8s/syntax/names.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { shortPath } from '../../../src/k8s/fields/field-errors.js';
import { describe, isKind, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { closest } from '../../../src/text/spelling/similar.js';
import { code, codes } from '../../../src/text/words.js';
import { getList, getNumber, getString, type Path } from '../../../src/tree/tree.js';

/**
 * Fields with a closed set of values, which are case-sensitive, and two with a syntax or a range of their own
 * (semantics 4.3, 4.4).
 */
export default defineAdmissionRule({
  id: 'invalid-field-value',
  severity: 'error',
  summary: 'A value that its field does not allow',
  kinds: KINDS_WITH_CLOSED_FIELDS,
  fixable: 'unsafe',
  since: '0.1.0',
  *check(resource, { minor }) {
    for (const wrong of wrongValues(resource, minor)) {
      if (!isPlaceholder(wrong.value)) yield unsupportedValue(resource, wrong);
    }
    if (isKind(resource, '', 'Service')) yield* serviceValues(resource);
    const second = resource.group === 'serving.knative.dev' ? secondKnativePort(resource) : undefined;
    if (second !== undefined) yield knativePort(resource, second);
  },
});

function* serviceValues(resource: Resource): Iterable<Finding> {
  for (const [index, port] of getList(resource.tree, 'spec', 'ports').entries()) {
    const value = getString(port, 'appProtocol') ?? '';
    const problem = value === '' || isPlaceholder(value) ? undefined : labelKeyProblem(value);
    if (problem !== undefined)
      yield invalidAppProtocol(resource, ['spec', 'ports', index, 'appProtocol'], value, problem);
  }
  const path = ['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'];
  const timeout = getNumber(resource.tree, ...path);
  const isUsed = getString(resource.tree, 'spec', 'sessionAffinity') === 'ClientIP';
  if (isUsed && timeout !== undefined && (timeout < 1 || timeout > 86_400))
    yield invalidTimeout(resource, path, timeout);
}

function knativePort(resource: Resource, path: Path): Finding {
  return {
    message: `${describe(resource)} declares a second container port, and Knative takes one`,
    at: { place: resource.at(...path), text: 'one port in all containers together' },
    notes: ['the webhook of Knative refuses the object'],
    help: 'keep the port that takes the requests; a process may listen on others without declaring them',
  };
}

function unsupportedValue(resource: Resource, { path, value, allowed }: WrongValue): Finding {
  const meant = closest(value, allowed);
  const isMiscased = meant !== undefined && meant.toLowerCase() === value.toLowerCase();
  const at = resource.at(...path);
  const field = path.filter((step) => typeof step === 'string').at(-1) ?? '';
  return {
    message: `${describe(resource)} has the unsupported ${field} ${code(value)}`,
    at: {
      place: at,
      text: isMiscased ? `values are case-sensitive: ${code(meant)}` : `not allowed in ${code(shortPath(path))}`,
    },
    notes: [`${code(field)} must be ${codes(allowed, 'or')}`],
    fix: meant === undefined ? undefined : replacing(`write ${code(meant)}`, at, meant),
  };
}

function invalidAppProtocol(resource: Resource, path: Path, value: string, problem: string): Finding {
  return {
    message: `${describe(resource)} has the appProtocol ${code(value)}, which ${reasonOf(problem).fact}`,
    at: { place: resource.at(...path), text: 'neither a plain name nor `domain/name`' },
  };
}

function invalidTimeout(resource: Resource, path: Path, timeout: number): Finding {
  return {
    message: `${describe(resource)} keeps its clients for ${timeout} seconds, and 1 to 86400 are allowed`,
    at: { place: resource.at(...path), text: 'one day at most' },
  };
}
