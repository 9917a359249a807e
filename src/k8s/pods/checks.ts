import {
  get,
  getEntries,
  getNumber,
  getString,
  treeAt,
  type Path,
  type ScalarTree,
  type Tree,
} from '../../tree/tree.js';

export type ProbeKind = 'readinessProbe' | 'livenessProbe' | 'startupProbe';
export const PROBES: readonly ProbeKind[] = ['readinessProbe', 'livenessProbe', 'startupProbe'];

/** A probe or a lifecycle hook of a container, with its path below the container. */
export interface Check {
  readonly name: ProbeKind | 'postStart' | 'preStop';
  readonly path: Path;
  readonly tree: Tree;
}

const CHECKS: readonly Pick<Check, 'name' | 'path'>[] = [
  ...PROBES.map((name) => ({ name, path: [name] })),
  ...(['postStart', 'preStop'] as const).map((name) => ({ name, path: ['lifecycle', name] })),
];

/** The probes and hooks that are written in a container; an explicit null is none. */
export function readChecks(container: Tree | undefined): readonly Check[] {
  const checks: Check[] = [];
  CHECKS.forEach(({ name, path }) => {
    const tree = treeAt(container, path);
    if (tree?.type === 'map') checks.push({ name, path, tree });
  });
  return checks;
}

/**
 * A port that a probe or a lifecycle hook calls: a number, or a name looked up in its own container (semantics 6.5).
 */
export interface CheckedPort {
  readonly check: Check['name'];
  readonly port: number | string;
  /** Where it is written. */
  readonly scalar: ScalarTree;
  /** Path below the container: `readinessProbe.httpGet.port`. */
  readonly path: Path;
}

/** Every `httpGet` and `tcpSocket` port of probes and hooks. */
export function readCheckedPorts(checks: readonly Check[]): readonly CheckedPort[] {
  const ports: CheckedPort[] = [];
  for (const { name, path, tree } of checks) {
    for (const handler of ['httpGet', 'tcpSocket']) {
      const scalar = treeAt(tree, [handler, 'port']);
      if (scalar?.type !== 'scalar') continue;
      const { value: port } = scalar;
      if (typeof port === 'number' || typeof port === 'string')
        ports.push({ check: name, path: [...path, handler, 'port'], port, scalar });
    }
  }
  return ports;
}

const PROBE_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const HOOK_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];

/** What a check may be made of; exactly one must be there (semantics 6.5; validateHandler). */
export function handlersFor(check: Check): readonly string[] {
  return check.name === 'postStart' || check.name === 'preStop' ? HOOK_HANDLERS : PROBE_HANDLERS;
}

export function handlersOf(check: Check): readonly string[] {
  return handlersFor(check).filter((handler) => get(check.tree, handler) !== undefined);
}

/**
 * What the handlers cannot do without (validateHTTPGetAction, validateTCPSocketAction, validateExecAction); `sleep` has
 * a rule of its own.
 */
const NEEDED: ReadonlyMap<string, string> = new Map([
  ['exec', 'command'],
  ...['httpGet', 'tcpSocket', 'grpc'].map((handler) => [handler, 'port'] as const),
]);

/** A handler without its port, or without a command; an empty command is none. */
export function handlerWithout(check: Check): { readonly handler: string; readonly field: string } | undefined {
  return handlersOf(check).flatMap((handler) => {
    const field = NEEDED.get(handler);
    const value = field === undefined ? undefined : get(check.tree, handler, field);
    const isAbsent =
      field !== undefined && (value === undefined || (value.type === 'list' && value.items.length === 0));
    return isAbsent ? [{ handler, field }] : [];
  })[0];
}

/** One value that the API server refuses: where, and what is wrong, worded to stand after its name. */
export interface CheckProblem {
  readonly path: Path;
  readonly text: string;
}

const COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

/**
 * Numbers and words of a probe or hook that validation refuses, its port aside (validateProbe, validateLivenessProbe,
 * validateReadinessProbe, validateSleepAction; semantics 6.5). `grace` is the grace period of the Pod in seconds,
 * undefined where another file may set it.
 */
export function fieldProblems(check: Check, grace: number | undefined): readonly CheckProblem[] {
  const problems: CheckProblem[] = [];
  const isHook = check.name === 'postStart' || check.name === 'preStop';
  for (const { key, value } of getEntries(check.tree)) {
    const number = getNumber(value);
    if (isHook || number === undefined) continue;
    if (COUNTS.includes(key) && number < 0) problems.push({ path: [key], text: 'must not be negative' });
    // 0 stands for the default, which is 1.
    else if (key === 'successThreshold' && check.name !== 'readinessProbe' && number > 1)
      problems.push({ path: [key], text: 'must be 1' });
    else if (key === 'terminationGracePeriodSeconds' && check.name === 'readinessProbe')
      problems.push({ path: [key], text: 'is not allowed in a readinessProbe' });
    else if (key === 'terminationGracePeriodSeconds' && number <= 0)
      problems.push({ path: [key], text: 'must be greater than 0' });
  }
  const sleep = getNumber(check.tree, 'sleep', 'seconds');
  if (sleep !== undefined && sleep < 0) problems.push({ path: ['sleep', 'seconds'], text: 'must not be negative' });
  else if (sleep !== undefined && grace !== undefined && sleep > grace)
    problems.push({ path: ['sleep', 'seconds'], text: `must not be more than the grace period of the Pod, ${grace}` });
  const scheme = getString(check.tree, 'httpGet', 'scheme');
  if (scheme !== undefined && !['', 'HTTP', 'HTTPS'].includes(scheme))
    problems.push({ path: ['httpGet', 'scheme'], text: 'must be `HTTP` or `HTTPS`, in capitals' });
  return problems;
}
