import { replacing } from '../../src/message/replacing.js';
import type { Container } from '../../src/k8s/pods/container.js';
import {
  fieldProblems,
  handlersFor,
  handlersOf,
  handlerWithout,
  type Check,
  type CheckProblem,
} from '../../src/k8s/pods/checks.js';
import { isValidated } from '../../src/k8s/kinds/api-versions.js';
import { defineAdmissionRule, type Finding, type FixRecipe } from '../../src/rule/rule.js';
import { code, codes } from '../../src/text/words.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { getNumber, getString } from '../../src/tree/tree.js';

/**
 * What the API server demands of probes and lifecycle hooks (validateProbe, validateHandler, semantics 6.5, C40, C41,
 * C42, C43); their ports are another rule's.
 */
export default defineAdmissionRule({
  id: 'invalid-probe',
  severity: 'error',
  summary: 'A probe or lifecycle hook that the API server refuses',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, cluster) {
    if (!isValidated(workload.resource, cluster.minor)) return;
    // Another file of the kustomization may add a handler or its port.
    const { patched } = workload.resource;
    for (const template of workload.templates) {
      const grace = patched ? undefined : graceSeconds(template);
      for (const container of template.containers)
        for (const check of container.checks) yield* refusals(container, check, { grace, patched });
    }
  },
});

/** 30 where nothing is written (SetDefaults_PodSpec). */
function graceSeconds({ workload, path }: PodTemplate): number {
  return getNumber(workload.resource.tree, ...path, 'spec', 'terminationGracePeriodSeconds') ?? 30;
}

function* refusals(
  container: Container,
  check: Check,
  { grace, patched }: { readonly grace: number | undefined; readonly patched: boolean },
): Iterable<Finding> {
  if (container.role === 'init') {
    yield onInitContainer(container, check);
    return;
  }
  const handlers = handlersOf(check);
  const lacking = handlerWithout(check);
  if (handlers.length > 1) yield twoHandlers(container, check);
  else if (handlers.length === 0 && !patched) yield noHandler(container, check);
  else if (lacking !== undefined && !patched)
    yield lacking.field === 'port' ? withoutPort(container, check, lacking.handler) : withoutCommand(container, check);
  for (const problem of fieldProblems(check, grace)) yield wrongValue(container, check, problem);
}

const of = (container: Container, { name }: Check): string =>
  `the ${name}${name === 'postStart' || name === 'preStop' ? ' hook' : ''} of container ${code(container.name)}`;

function noHandler(container: Container, check: Check): Finding {
  return {
    message: `${of(container, check)} has no handler`,
    at: { place: container.keyAt(...check.path), text: `has none of ${codes(handlersFor(check), 'or')}` },
    notes: ['the API server refuses the object: exactly one of them must be there'],
  };
}

function twoHandlers(container: Container, check: Check): Finding {
  const [first = '', second = ''] = handlersOf(check);
  return {
    message: `${of(container, check)} has both ${codes([first, second])}`,
    at: { place: container.keyAt(...check.path, second), text: 'a second handler' },
    related: [{ place: container.keyAt(...check.path, first), text: 'the first one' }],
    notes: ['the API server refuses the object: a probe or hook has exactly one handler'],
    help: 'keep the one that tells best whether the process can serve',
  };
}

function withoutPort(container: Container, check: Check, handler: string): Finding {
  return {
    message: `${of(container, check)} has ${code(handler)} without a port`,
    at: { place: container.keyAt(...check.path, handler), text: 'no `port` here' },
    notes: ['the API server refuses the object: there is no default, not even where the container declares one port'],
    help: handler === 'grpc' ? 'add the number of the port' : 'add the number or the name of a port of this container',
  };
}

function withoutCommand(container: Container, check: Check): Finding {
  return {
    message: `${of(container, check)} has \`exec\` without a command`,
    at: { place: container.keyAt(...check.path, 'exec', 'command'), text: 'nothing to run' },
    notes: ['the API server refuses the object'],
    help: 'write the command as a list, such as `["cat", "/tmp/ready"]`',
  };
}

function onInitContainer(container: Container, check: Check): Finding {
  return {
    message: `init container ${code(container.name)} has a ${check.name}`,
    at: { place: container.keyAt(...check.path), text: 'init containers run to their end and are not checked' },
    notes: ['the API server refuses it, except on a sidecar: an init container with `restartPolicy: Always`'],
    help: 'move it to the container that serves, or make this one a sidecar',
  };
}

function wrongValue(container: Container, check: Check, problem: CheckProblem): Finding {
  return {
    message: `${of(container, check)} has ${code(String(problem.path.at(-1)))}, which ${problem.text}`,
    at: { place: container.at(...check.path, ...problem.path), text: problem.text },
    notes: ['the API server refuses the object'],
    fix: repair(container, check, problem),
  };
}

function repair(container: Container, check: Check, { path }: CheckProblem): FixRecipe | undefined {
  const replace = container.at(...check.path, ...path);
  const upper = getString(check.tree, ...path)?.toUpperCase();
  if (upper === 'HTTP' || upper === 'HTTPS') return replacing('write it in capitals', replace, upper);
  return path.at(-1) === 'successThreshold' ? replacing('use the only value allowed', replace, 1) : undefined;
}
