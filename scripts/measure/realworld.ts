import { lint, predictEndpoints } from '../../src/index.js';
import type { Diagnostic, EndpointOwner, InputFile, LintResult, ServiceEndpoints } from '../../src/index.js';
import { whyApart } from './refusals.js';
import { describeSlices, predictedSlices } from './slices.js';
import type { RecordedObject, RecordedService, RecordedUnit } from './units.js';
import { isRefusal } from './refusal-rules.js';

/** One Service, object or file of a unit: what was expected, what came, and whether they agree. */
export interface Outcome {
  readonly name: string;
  readonly agrees: boolean;
  readonly expected: string;
  readonly got: string;
  /** Why the comparison was adjusted or is not counted. */
  readonly apart?: string | undefined;
}

export interface UnitOutcomes {
  readonly services: readonly Outcome[];
  readonly refused: readonly Outcome[];
  readonly accepted: readonly Outcome[];
  readonly undecodable: readonly Outcome[];
  readonly crashes: readonly string[];
}

/** An object without namespace went to `default`, as `kubectl apply -f` does. */
// The recording named no namespace to kubectl, so objects of other namespaces were not refused for theirs.
export const OPTIONS = {
  namespace: 'default',
  kubernetesVersion: '1.36',
  rules: { 'foreign-namespace': 'off' },
} as const;

const BUILT_IN = new Set(
  'Pod Deployment StatefulSet DaemonSet ReplicaSet ReplicationController Job CronJob Endpoints EndpointSlice'.split(
    ' ',
  ),
);

/** Runs svclint on one recorded folder and holds its answers against those of the control plane. */
export function compareUnit(unit: RecordedUnit, files: readonly InputFile[]): UnitOutcomes {
  const predicted = predictEndpoints(files, OPTIONS);
  const result = lint(files, OPTIONS);
  const objects = unit.objects.filter((object) => object.generate_name !== true);
  return {
    services: compareServices(unit, predicted),
    refused: objects.filter((object) => !object.accepted).map((object) => compareRefused(unit, object, result)),
    accepted: objects.filter((object) => object.accepted).map((object) => compareAccepted(object, result)),
    undecodable: unit.undecodable.map(({ file, error }) => compareFile(file, error, result)),
    crashes: result.crashes.map((crash) => `${crash.rule}: ${String(crash.error)}`),
  };
}

function compareServices(unit: RecordedUnit, predicted: readonly ServiceEndpoints[]): readonly Outcome[] {
  const recorded = unit.services_with_jobs_running ?? unit.services;
  const known = recorded.map((service) => compareService(unit, service, predicted));
  const refused = unit.objects.filter(
    (object) => object.kind === 'Service' && !object.accepted && whyApart(object) === undefined,
  );
  const unexpected = refused.flatMap((object) => {
    const service = find(predicted, object.namespace, object.name ?? '');
    if (service === undefined) return [];
    const got = describeSlices(predictedSlices(service));
    return [{ name: `Service ${service.name} (refused)`, expected: 'no slice', got, agrees: got === 'no slice' }];
  });
  return [...known, ...unexpected];
}

function compareService(
  unit: RecordedUnit,
  recorded: RecordedService,
  predicted: readonly ServiceEndpoints[],
): Outcome {
  const service = find(predicted, recorded.namespace, recorded.name);
  // A hand-written slice without addresses has ports and no owner: there is nobody to compare.
  const expected = describeSlices(
    recorded.groups.filter((group) => group.owners.length > 0 || group.ports.length === 0),
  );
  const name = `Service ${recorded.name}`;
  if (service === undefined) return { name, expected, got: 'no such Service', agrees: false };
  const plain = describeSlices(predictedSlices(service));
  if (plain === expected) return { name, expected, got: plain, agrees: true };
  const removed = new Set<string>();
  const kept = predictedSlices(service, (owner) => {
    const why = whyAbsent(unit, recorded, owner);
    if (why !== undefined) removed.add(why);
    return why === undefined;
  });
  const got = describeSlices(kept);
  return {
    name,
    expected,
    got,
    agrees: got === expected,
    apart: removed.size > 0 ? [...removed].join('; ') : undefined,
  };
}

/**
 * Why the control plane had no Pods of an owner that svclint is right to expect; undefined where it had, or should
 * have.
 */
export function whyAbsent(unit: RecordedUnit, service: RecordedService, owner: EndpointOwner): string | undefined {
  if (!BUILT_IN.has(owner.kind)) return 'Pods of a custom resource, which the harness did not apply';
  const running = unit.services_with_jobs_running !== undefined;
  if (!running && service.matches_suspended?.includes(`${owner.kind}/${owner.name}`))
    return 'Jobs were suspended by the harness';
  if (owner.kind === 'CronJob') return 'CronJobs were suspended by the harness';
  const objects = unit.objects.filter((object) => object.kind === owner.kind && object.name === owner.name);
  const reasons = objects.map((object) => (object.accepted ? undefined : whyApart(object)));
  return reasons.length > 0 && reasons.every((reason) => reason !== undefined)
    ? `the owner was refused (${reasons[0] ?? ''})`
    : undefined;
}

/**
 * The base of somebody's overlay, by its name: svclint asks nothing of an object there that an overlay may still add.
 */
function whyUnfinished({ mode, path }: RecordedUnit): string | undefined {
  return mode === 'kustomize' && /(^|\/)bases?(\/|$)/.test(path) ? 'a base, which waits for an overlay' : undefined;
}

function compareRefused(unit: RecordedUnit, object: RecordedObject, result: LintResult): Outcome {
  const errors = errorsOf(object, result);
  const expected = `refused: ${(object.message ?? '').replaceAll('\n', ' ').slice(0, 240)}`;
  return {
    name: nameOf(object),
    expected,
    got: describe(errors),
    agrees: errors.length > 0,
    apart: whyApart(object) ?? (errors.length === 0 ? whyUnfinished(unit) : undefined),
  };
}

function compareAccepted(object: RecordedObject, result: LintResult): Outcome {
  const errors = errorsOf(object, result).filter((diagnostic) => isRefusal(diagnostic.rule));
  return { name: nameOf(object), expected: 'accepted', got: describe(errors), agrees: errors.length === 0 };
}

function compareFile(file: string, error: string, result: LintResult): Outcome {
  const errors = result.diagnostics.filter(
    ({ severity, primary }) => severity === 'error' && primary.span.file.path === file,
  );
  return { name: file, expected: `undecodable: ${error}`, got: describe(errors), agrees: errors.length > 0 };
}

/** Errors about the object; for an object without a name, errors of its file that name no other object. */
function errorsOf(object: RecordedObject, result: LintResult): readonly Diagnostic[] {
  return result.diagnostics.filter(({ severity, subject, primary }) => {
    if (severity !== 'error') return false;
    if (object.name === null)
      return primary.span.file.path === object.file && (subject === null || subject.name === '');
    return (
      subject?.kind === object.kind &&
      subject.name === object.name &&
      isSameNamespace(subject.namespace, object.namespace)
    );
  });
}

function find(
  services: readonly ServiceEndpoints[],
  namespace: string | null,
  name: string,
): ServiceEndpoints | undefined {
  return services.find((service) => service.name === name && isSameNamespace(service.namespace, namespace));
}

function isSameNamespace(a: string | null, b: string | null): boolean {
  return (a ?? 'default') === (b ?? 'default');
}

function nameOf(object: RecordedObject): string {
  return `${object.kind} ${object.name ?? '(no name)'} in ${object.file}`;
}

function describe(errors: readonly Diagnostic[]): string {
  return errors.map((diagnostic) => `error[${diagnostic.rule}] ${diagnostic.message}`).join(' | ') || 'no error';
}
