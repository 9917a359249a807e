import { groupBy } from '../../data/group.js';
import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import type { InputFile, LintOptions } from '../../engine/input/options.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Rule } from '../../rule/rule.js';
import { compareTexts } from '../../text/compare.js';
import { positionAt, writtenSpan, type Span } from '../../text/source-file.js';
import { gather } from '../evidence/evidence.js';
import { blameOf, startOf, writtenStart, type Blame } from './blame.js';
import type {
  Contract,
  ContractEdge,
  ContractFinding,
  ContractNamespace,
  ContractPart,
  EdgeStatus,
  WrittenAt,
} from './contract.js';
import { draftOf } from './draft-of.js';
import type { Draft, DraftEdge, DraftPart } from './draft.js';

/** The contract of a tree as data: the same files give the same, in whatever order they come. */
export function contractWith(
  rules: readonly Rule[],
  inputs: readonly InputFile[],
  options: LintOptions = {},
): Contract {
  const { worlds, diagnostics } = gather(rules, inputs, options);
  const blamed = new Set(diagnostics.flatMap(({ primary }) => startOf(primary.span)));
  const drafts = worlds
    .map((world) => draftOf(world, (place) => blamed.has(writtenStart(place))))
    .filter(({ edges, parts }) => edges.length > 0 || parts.length > 0)
    .sort((a, b) => compareTexts(a.unit, b.unit));
  return settled(drafts, blameOf(drafts, diagnostics), diagnostics);
}

function settled(drafts: readonly Draft[], blame: Blame, diagnostics: readonly Diagnostic[]): Contract {
  const concerning = new Set([...blame.ofEdge.values(), ...blame.ofPart.values()].flat());
  const said = diagnostics.filter((diagnostic) => concerning.has(diagnostic));
  const indexes = new Map(said.map((diagnostic, index) => [diagnostic, index]));
  const indexesOf = (found: readonly Diagnostic[] = []): readonly number[] =>
    [...new Set(found.flatMap((diagnostic) => indexes.get(diagnostic) ?? []))].sort((a, b) => a - b);
  const ids = idsOf(drafts);
  const idOf = (part: DraftPart): string => ids.get(part) ?? '';
  const partOf = (part: DraftPart): ContractPart =>
    ({
      id: idOf(part),
      ...part.facts,
      at: part.resource === undefined ? null : whereNamed(part.resource),
      findings: indexesOf(blame.ofPart.get(part)),
    }) as ContractPart;
  const edgeOf = (edge: DraftEdge): ContractEdge => {
    const found = blame.ofEdge.get(edge) ?? [];
    return {
      from: idOf(edge.from),
      to: idOf(edge.to),
      kind: edge.kind,
      ports: edge.ports,
      status: statusOf(edge, found),
      findings: indexesOf(found),
      at: whereOf(writtenSpan(edge.at.span)),
    };
  };
  return {
    namespaces: drafts.flatMap((draft) => namespacesOf(draft, partOf)),
    edges: drafts.flatMap(({ edges }) => edges.map(edgeOf)).sort(byEnds),
    findings: said.map(findingOf),
    otherFindings: diagnostics.length - said.length,
  };
}

function statusOf({ status }: DraftEdge, found: readonly Diagnostic[]): EdgeStatus {
  if (found.some(({ severity }) => severity === 'error')) return 'broken';
  return found.some(({ severity }) => severity === 'warning') && status === 'ok' ? 'doubtful' : status;
}

function namespacesOf({ unit, parts }: Draft, partOf: (part: DraftPart) => ContractPart): readonly ContractNamespace[] {
  return [...groupBy(parts, ({ namespace }) => namespace)]
    .map(([namespace, own]) => ({ unit, namespace, parts: own.map(partOf).sort(byRole) }))
    .sort((a, b) => compareTexts(a.namespace ?? '', b.namespace ?? ''));
}

const ROLES: readonly ContractPart['role'][] = ['entry', 'service', 'workload', 'absent'];

function byRole(a: ContractPart, b: ContractPart): number {
  return ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || compareTexts(a.id, b.id);
}

function byEnds(a: ContractEdge, b: ContractEdge): number {
  return compareTexts(a.from, b.from) || compareTexts(a.to, b.to) || compareTexts(a.kind, b.kind);
}

/**
 * `Service/shop/web`, with the unit before it where there are several: `overlays/prod#Service/shop/web`. Versions of
 * one object in several files are counted, in the order of their texts.
 */
function idsOf(drafts: readonly Draft[]): ReadonlyMap<DraftPart, string> {
  const ids = new Map<DraftPart, string>();
  for (const { unit, parts } of drafts) {
    const prefix = drafts.length > 1 ? `${unit}#` : '';
    const versions = groupBy(
      [...parts].sort(byText),
      ({ facts: { kind, name }, namespace }) => `${prefix}${kind}/${namespace ?? ''}/${name}`,
    );
    for (const [id, same] of versions)
      same.forEach((part, index) => ids.set(part, index === 0 ? id : `${id}~${index + 1}`));
  }
  return ids;
}

function byText(a: DraftPart, b: DraftPart): number {
  const [left, right] = [a.resource, b.resource];
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  return compareTexts(left.file.path, right.file.path) || left.span.start - right.span.start;
}

function whereNamed(resource: Resource): WrittenAt {
  return whereOf(writtenSpan(resource.at('metadata', 'name').span));
}

function whereOf({ file, start }: Span): WrittenAt {
  return { file: file.path, line: positionAt(file, start).line };
}

function findingOf({ rule, severity, message, help, primary: { span } }: Diagnostic): ContractFinding {
  const { line, column } = positionAt(span.file, span.start);
  return { rule, severity, message, help, file: span.file.path, line, column };
}
