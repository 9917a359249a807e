import { withoutEnd } from '../../text/trim.js';
import { code, codes } from '../../text/words.js';

/** What helm said when it could not render a chart. */
export interface Complaint {
  /** One clause, without the place. */
  readonly message: string;
  /** The file that helm names: its path below the chart. */
  readonly path?: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
  readonly about: Cause;
  /** `template`: the name that no template has. */
  readonly undefinedName?: string;
  /** `dependencies`: the charts that are not there. */
  readonly missing?: readonly string[];
  /** `schema`: where the first refused value stands, from the top of the values of the chart. */
  readonly refused?: readonly string[];
  /** `schema`: the name of the chart that refuses it, which may be a sub-chart. */
  readonly chart?: string;
}

/**
 * `syntax`: no values can help; `template`: a template is asked for by a name that none has; `text`: a template makes
 * what is no YAML; `values`: other values may help; `schema`: the chart says which values it takes; `dependencies`: a
 * part of the chart is not on disk; `version`: the chart is for other versions of Kubernetes; `helm`: it is not the
 * chart's fault.
 */
export type Cause = 'syntax' | 'template' | 'text' | 'values' | 'schema' | 'dependencies' | 'version' | 'helm';

/** Reads the last, innermost place that helm's complaint names, and the words behind it; words of helm 3 and helm 4. */
export function readComplaint(text: string): Complaint {
  // Warnings, about the mode of a file or a symbolic link, come first.
  const start = /^Error: /m.exec(text);
  const said = start === null ? text : text.slice(start.index + start[0].length);
  const whole = said.split(/\n\nUse --debug|\nUse --debug|\nhelm\.go/)[0]?.trim() ?? '';
  // The words of a chart's author may begin with blank lines.
  const first =
    whole
      .replace(/:\s*\n\s*\n/, ': ')
      .split('\n\n')[0]
      ?.split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' ') ?? '';
  const complaint =
    missingCharts(first) ??
    refusedValues(whole) ??
    otherVersion(first) ??
    brokenFile(first) ??
    brokenText(first) ??
    ofHelmItself(first) ??
    inTemplate(first);
  return { ...complaint, message: asClause(complaint.message) };
}

/** True where other values may help. */
export function mayNeedValues(text: string): boolean {
  return ['values', 'schema', 'text'].includes(readComplaint(text).about);
}

/** Words of a chart's author as a part of a sentence: no decoration, no full stop, no open back-tick. */
function asClause(words: string): string {
  const plain = withoutEnd(words.replaceAll(/\s+/g, ' ').replace(/^[\s*#=-]+/, ''), ' *#=.!:;,-');
  return plain.split('`').length % 2 === 0 ? plain.replaceAll('`', "'") : plain;
}

/** Of a chart whose parts are not there. */
export function missingParts(names: readonly string[]): Complaint {
  return {
    about: 'dependencies',
    path: 'Chart.yaml',
    message: `${codes(names)} ${names.length === 1 ? 'is' : 'are'} not in its ${code('charts/')}`,
    missing: names,
  };
}

function missingCharts(text: string): Complaint | undefined {
  const names = /found in Chart\.yaml, but missing in charts\/ directory: (.+)$/.exec(text)?.[1]?.split(/,\s*/);
  return names && missingParts(names);
}

/** Each refused value is a line: `- service.port: Invalid type. …` of helm 3, `- at '/service/port': got …` of 4. */
function refusedValues(text: string): Complaint | undefined {
  const listed = /values don't meet the specifications of the schema\(s\)[^\n]*\n([\s\S]*)$/.exec(text)?.[1];
  if (listed === undefined) return undefined;
  const remote = /failing loading "([^"]+)"/.exec(listed)?.[1];
  if (remote !== undefined)
    return { about: 'helm', message: `it cannot load ${code(remote)}, to which a schema of values refers` };
  const [, chart, place, words] =
    /(?:^|\n)([^\n-][^\n]*):\s*\n-\s*(at '[^']*'|\(root\)|[^\s:]+):\s*([^\n]*)/.exec(`\n${listed}`) ?? [];
  const steps = stepsOf(place);
  const where = steps.length === 0 ? '' : `${code(steps.join('.'))}: `;
  return {
    about: 'schema',
    message: `${where}${words ?? listed.trim()}`,
    refused: steps,
    ...(chart === undefined ? {} : { chart }),
  };
}

/** Helm 3 writes a path with dots, helm 4 one with slashes. */
function stepsOf(place: string | undefined): readonly string[] {
  if (place === undefined || place === '(root)') return [];
  return place.startsWith('at ') ? place.slice(4, -1).split('/').slice(1) : place.split('.');
}

function otherVersion(text: string): Complaint | undefined {
  const wanted = /^chart requires kubeVersion: (.+) which is incompatible with Kubernetes (\S+)$/.exec(text)?.[1];
  return wanted === undefined
    ? undefined
    : { about: 'version', path: 'Chart.yaml', message: `it is for Kubernetes ${code(wanted)} only` };
}

function brokenFile(text: string): Complaint | undefined {
  const [, path, words] = /^cannot load (Chart\.yaml|values\.yaml|values\.schema\.json): (.*)$/.exec(text) ?? [];
  if (path !== undefined) return { about: 'syntax', path, message: withoutParser(words ?? ''), ...lineIn(words ?? '') };
  const invalid = /^validation: chart\.metadata\.(.*)$/.exec(text)?.[1];
  return invalid === undefined ? undefined : { about: 'syntax', path: 'Chart.yaml', message: invalid };
}

function brokenText(text: string): Complaint | undefined {
  const [, path, words] = /YAML parse error on [^/\s]+\/(\S+?): (.*)$/.exec(text) ?? [];
  return path === undefined
    ? undefined
    : { about: 'text', path, message: `the rendered text is no YAML: ${withoutParser(words ?? '')}` };
}

function ofHelmItself(text: string): Complaint | undefined {
  const flag = /^unknown flag: (\S+)/.exec(text)?.[1];
  return flag === undefined
    ? undefined
    : { about: 'helm', message: `this helm does not know its option ${code(flag)}` };
}

/** `shop/templates/web.yaml:3:5`: the chart's name, the path below it, line and column. */
const AT =
  /(?<![^\s(])\(?([^\s():"/]+)\/((?:charts\/[^\s:()"]+\/)?(?:templates|crds)\/[^\s:()"]+)(?::(\d+))?(?::(\d+))?\)?:? /g;

function inTemplate(text: string): Complaint {
  const about = /parse error at/.test(text) ? 'syntax' : 'values';
  const place = [...text.matchAll(AT)].at(-1);
  if (place === undefined)
    return {
      about: /no such file|permission denied|svclint|signal/.test(text) ? 'helm' : about,
      message: text === '' ? 'helm gave no reason' : text,
    };
  const message = text
    .slice(place.index + place[0].length)
    .replace(/^executing "[^"]*" at /, '')
    .replace(/^(<[^>]*>): /, '$1: ');
  const undefinedName = undefinedTemplate(message);
  return {
    about: undefinedName === undefined ? about : 'template',
    message,
    ...(undefinedName === undefined ? {} : { undefinedName }),
    ...(place[2] === undefined ? {} : { path: place[2] }),
    ...(place[3] === undefined ? {} : { line: Number(place[3]) }),
    ...(place[4] === undefined ? {} : { column: Number(place[4]) + 1 }),
  };
}

/** The name of the template that is asked for, where it stands there as a text: values may make any other name. */
function undefinedTemplate(message: string): string | undefined {
  const [, name, said] = /^<(?:\{\{-? ?)?(?:include|template) "([^"]{1,200})"[^>]{0,200}>: (.*)$/.exec(message) ?? [];
  return said !== undefined && said.includes(`template "${name ?? ''}" `) && /associated with|not defined/.test(said)
    ? name
    : undefined;
}

function withoutParser(words: string): string {
  return words.replace(
    /^(?:cannot unmarshal yaml document: )?(?:error converting YAML to JSON: )?(?:error unmarshaling JSON: )?(?:yaml: )?/,
    '',
  );
}

function lineIn(words: string): { readonly line?: number } {
  const line = /\bline (\d+)/.exec(words)?.[1];
  return line === undefined ? {} : { line: Number(line) };
}
