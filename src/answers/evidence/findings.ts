import { append, groupBy } from '../../data/group.js';
import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import type { Namespaces } from '../../graph/unit/namespaces.js';
import type { Resource } from '../../k8s/object/resource.js';

/** What the rules say, by the object that it is about. */
export interface Findings {
  /** In the order of the report; those that only note something are among them. */
  about(resource: Resource, namespaces: Pick<Namespaces, 'of'>): readonly Diagnostic[];
  /** All findings of one rule. */
  of(rule: string): readonly Diagnostic[];
}

export function indexFindings(diagnostics: readonly Diagnostic[]): Findings {
  const bySubject = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { subject } = diagnostic;
    if (subject !== null) append(bySubject, keyOf(subject.kind, subject.namespace, subject.name), diagnostic);
  }
  const byRule = groupBy(diagnostics, ({ rule }) => rule);
  return {
    of: (rule) => byRule.get(rule) ?? [],
    about: (resource, namespaces) =>
      bySubject.get(keyOf(resource.kind, namespaces.of(resource), resource.name ?? '')) ?? [],
  };
}

function keyOf(kind: string, namespace: string | null, name: string): string {
  return JSON.stringify([kind, namespace, name]);
}
