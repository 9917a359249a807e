/** What helm said when it could not render a chart. */
export interface Complaint {
  /** One clause, without the place. */
  readonly message: string;
  /** The template that helm names: its path below the chart. */
  readonly path?: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
  /** `syntax`: no values can help; `values`: other values may; `files`: a part of the chart is not on disk. */
  readonly about: 'syntax' | 'values' | 'files';
}

/** `shop/templates/web.yaml:3:5`: the chart's name, the path below it, line and column. */
const AT = /(?<![^\s(])\(?([^\s():"/]+)\/((?:charts\/[^\s:()"]+\/)?(?:templates|crds)\/[^\s:()"]+)(?::(\d+))?(?::(\d+))?\)?:? /g;

/** Reads the last, innermost place that helm's complaint names, and the words behind it. */
export function readComplaint(text: string): Complaint {
  const first = text.replace(/^Error: /, '').split(/\n\n|\nUse --debug|\nhelm\.go/)[0]?.replaceAll(/\s*\n\s*/g, ' ').trim() ?? '';
  const about = /parse error at/.test(first) ? 'syntax' : /missing in charts\/|dependency build|dependencies/.test(first) ? 'files' : 'values';
  const places = [...first.matchAll(AT)];
  const place = places.at(-1);
  const yaml = /YAML parse error on [^/\s]+\/(\S+?): (?:error converting YAML to JSON: )?(?:yaml: )?(.*)$/.exec(first);
  if (yaml?.[1] !== undefined) return { about, path: yaml[1], message: `the rendered text is no YAML: ${yaml[2] ?? ''}` };
  if (place === undefined) return { about, message: first === '' ? 'helm gave no reason' : first };
  const message = first
    .slice(place.index + place[0].length)
    .replace(/^executing "[^"]*" at /, '')
    .replace(/^(<[^>]*>): /, '$1: ');
  return {
    about,
    message,
    ...(place[2] === undefined ? {} : { path: place[2] }),
    ...(place[3] === undefined ? {} : { line: Number(place[3]) }),
    ...(place[4] === undefined ? {} : { column: Number(place[4]) + 1 }),
  };
}
