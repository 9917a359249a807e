/**
 * Cases whose verdict needs a rule family that does not exist yet, by case id. Their endpoints are compared all the
 * same. A case that passes is reported, so that the list shrinks.
 */
export const LATER_CASES: Readonly<Record<string, string>> = {};

/** Traps that an offline linter must answer otherwise than the server did, with the reason. */
export const ANSWERED_OTHERWISE: Readonly<Record<string, { readonly refuses: boolean; readonly reason: string }>> = {
  Y43: { refuses: false, reason: 'template braces: the file is a template and is skipped with a note' },
  Y14: {
    refuses: true,
    reason: 'kubectl applies the first object and loses the second without a word: that is an error of the text',
  },
  Y57: { refuses: false, reason: 'whether a CustomResourceDefinition defines foo/v1 Bar is known to the cluster only' },
};

/**
 * Cases in which something is merely absent, whatever else is linted with it: an info, which decides no exit code. Who wrote
 * the cases asked for a warning; how sure an absence is says docs/semantics.md 0.3.
 */
export const MERELY_ABSENT: Readonly<Record<string, string>> = {
  C14: 'the Service of a StatefulSet',
  D10: 'the backend of an Ingress',
  D18: 'the default backend of an Ingress',
  G04: 'the backend of a route',
};

/** Defects of the history that need a rule family, or an evaluation, that does not exist yet: folder name to reason. */
export const LATER_HISTORY: Readonly<Record<string, string>> = {
  'thoth-station__thoth-application__417561184':
    'the commit did not mend it: `commonLabels` overwrites the component in the selector, and not on the Pods of a DeploymentConfig',
};
