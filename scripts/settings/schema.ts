import type { ListedRule } from '../../src/rule/rule.js';
import { FORMS } from '../../src/settings/forms.js';

/** A JSON schema, as far as this one uses it. `title` says what a value must be, for messages: "`failOn` takes …". */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly default?: string | boolean | number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const PATTERNS = 'as in `.gitignore`, relative to the folder of the settings file';

function text(title: string, pattern: string, description: string): Schema {
  return { description, title, type: 'string', pattern };
}

function list(title: string, items: Schema, description: string): Schema {
  return { description, title, type: 'array', items };
}

function closed(title: string, properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema {
  return { title, type: 'object', additionalProperties: false, required, properties };
}

const pattern: Schema = { title: 'a pattern as in `.gitignore`', type: 'string', pattern: FORMS.text };

const override = closed(
  'a map with `rules` and with `paths` or `resources`',
  {
    paths: list('a list of patterns', pattern, `The files it is for: patterns ${PATTERNS}. Without it, all.`),
    resources: list(
      'a list of `KIND/NAME` or `KIND/NAMESPACE/NAME`',
      {
        title: '`KIND/NAME` or `KIND/NAMESPACE/NAME`, with `*` for any run of characters',
        type: 'string',
        pattern: FORMS.resource,
      },
      'The objects it is for: `KIND/NAME` or `KIND/NAMESPACE/NAME`, with `*` for any run of characters. Without it, all.',
    ),
    rules: { $ref: '#/definitions/rules', description: 'Severity by rule.' },
    reason: text('a sentence', FORMS.text, 'Why, for everybody who reads the file; `--print-config` shows it.'),
  },
  ['rules'],
);

const workload = closed(
  'a map with `kind` and `path`',
  {
    kind: text(
      'a group and kind such as `example.com/WebApp`',
      FORMS.workloadKind,
      'Group and kind, `example.com/WebApp`.',
    ),
    path: text(
      'a path such as `spec.template`',
      FORMS.workloadPath,
      'Where the Pod template is; a step `*` is every item of a list or map.',
    ),
  },
  ['kind', 'path'],
);

const unit = closed(
  'a map with `path`',
  {
    path: text(
      'a folder',
      FORMS.text,
      'A folder, relative to that of the settings file; `*` stands for any characters within one step.',
    ),
    namespace: text(
      'a name of lower case letters, digits and `-`, 63 at most',
      FORMS.namespace,
      'The namespace of its objects that name none.',
    ),
  },
  ['path'],
);

const chart = closed(
  'a map with `path`',
  {
    path: text('a folder', FORMS.text, 'The folder of a chart, relative to that of the settings file.'),
    values: list(
      'a list of file names',
      { title: 'a file name', type: 'string', pattern: FORMS.text },
      'Values files, relative to the folder of the settings file; later files win.',
    ),
    namespace: text(
      'a name of lower case letters, digits and `-`, 63 at most',
      FORMS.namespace,
      'The namespace of the release.',
    ),
  },
  ['path'],
);

function categoriesOf(rules: readonly ListedRule[], severity: Schema): Readonly<Record<string, Schema>> {
  const categories = [...new Set(rules.map(({ category }) => category))].sort();
  const each = (category: string): Schema => ({ ...severity, description: `Severity of the rules about ${category}.` });
  return Object.fromEntries(categories.map((category) => [category, each(category)]));
}

/** The schema of the settings file; `rules` are listed so that editors complete their names. */
export function settingsSchema(rules: readonly ListedRule[]): Schema {
  const severity: Schema = {
    title: '`error`, `warning`, `info`, or `off`',
    type: 'string',
    enum: ['error', 'warning', 'info', 'off'],
  };
  const each = rules.map(
    ({ id, summary, severity: usual }) => [id, { ...severity, description: `${summary}. Usually ${usual}.` }] as const,
  );
  return {
    title: 'a map of settings',
    description: 'Settings of svclint: `svclint.yaml` or `.svclint.yaml`.',
    type: 'object',
    additionalProperties: false,
    properties: {
      extends: text(
        'a file or a package',
        FORMS.text,
        'Settings that this file builds on: a file such as `./ops/svclint.yaml`, or an installed package such as ' +
          '`@example/svclint-settings`. Paths in it are relative to the folder of the file that extends it.',
      ),
      rules: { $ref: '#/definitions/rules', description: 'Severity by rule; `off` switches a rule off.' },
      categories: {
        ...closed('a map of categories and severities', categoriesOf(rules, severity), []),
        description: 'Severity of every rule of a category that `rules` does not name.',
      },
      overrides: list(
        'a list of maps',
        override,
        'Other severities for some files or objects. If several fit, the last one counts.',
      ),
      external: list(
        'a list of names',
        {
          title: '`NAME` or `NAMESPACE/NAME` in lower case, with `*` for any run of characters',
          type: 'string',
          pattern: FORMS.external,
        },
        'Services that live elsewhere, as `NAME` or `NAMESPACE/NAME`: it is no finding that they are missing.',
      ),
      workloads: list(
        'a list of maps with `kind` and `path`',
        workload,
        'Custom resources that make Pods, and where their Pod template is.',
      ),
      units: list(
        'a list of maps with `path`',
        unit,
        'Folders that are applied on their own, where svclint guesses otherwise.',
      ),
      charts: list(
        'a list of maps with `path`',
        chart,
        'How Helm charts are rendered: once for each entry, so a chart may be listed with the values of each environment.',
      ),
      namespace: text(
        'a name of lower case letters, digits and `-`, 63 at most',
        FORMS.namespace,
        'The namespace of objects that name none, like `kubectl apply -n`.',
      ),
      kubernetesVersion: text(
        'a version such as `1.34`',
        FORMS.kubernetesVersion,
        'The version of the cluster. Without it, the newest that svclint knows.',
      ),
      validate: {
        description:
          'What happens to unknown and duplicate fields: `strict` refuses the object, the others drop the field.',
        title: '`strict`, `warn`, or `ignore`',
        type: 'string',
        enum: ['strict', 'warn', 'ignore'],
        default: 'strict',
      },
      serverSide: {
        description: 'Objects are applied with `kubectl apply --server-side`, or by Flux.',
        title: '`true` or `false`',
        type: 'boolean',
        default: false,
      },
      ignore: list('a list of patterns', pattern, `Files and folders that are not read: patterns ${PATTERNS}.`),
      failOn: {
        description: 'The exit code is 1 for findings of at least this severity; `never`: for none.',
        title: '`error`, `warning`, `info`, or `never`',
        type: 'string',
        enum: ['error', 'warning', 'info', 'never'],
        default: 'error',
      },
      maxWarnings: {
        description: 'The exit code is 1 for more warnings than this as well.',
        title: 'a whole number, 0 or more',
        type: 'integer',
        minimum: 0,
      },
      baseline: text(
        'a file name',
        FORMS.text,
        'The file of known findings, which are not shown; relative to the folder of the settings file.',
      ),
    },
    definitions: {
      severity,
      rules: {
        title: 'a map of rules and severities',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(each),
      },
    },
  };
}
