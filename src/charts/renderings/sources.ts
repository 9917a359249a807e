/** One text that helm made of one template; several documents of a template stand in it one after the other. */
export interface RenderedTemplate {
  /** As helm names it in `# Source:`: the chart's name, then the path below the chart. */
  readonly source: string;
  readonly text: string;
  /** Where the documents of the text stand in the output; the separator before each is made here. */
  readonly documents: readonly PlacedDocument[];
}

/** One document: UTF-16 offsets in the text of its template and in the whole output. */
export interface PlacedDocument {
  readonly start: number;
  readonly length: number;
  readonly inOutput: number;
}

const SEPARATOR = '---\n';

const SOURCE = /^# Source: (.+?)\r?$/m;

/**
 * The output of `helm template`, template by template, in the order in which each first occurs; undefined where it
 * names no source. A file of `crds/` is printed as it lies: what it holds behind a separator of its own names no
 * source; nor does a template that begins with blanks and a separator. `isBroken` is for what helm prints of texts that
 * are no YAML: whole templates as they came out.
 */
export function splitSources(output: string, isBroken = false): readonly RenderedTemplate[] | undefined {
  const bySource = new Map<string, { text: string; readonly documents: PlacedDocument[] }>();
  let last: string | undefined;
  let isHead = false;
  for (const { document, inOutput } of documentsIn(output)) {
    const source =
      SOURCE.exec(document)?.[1] ??
      (last !== undefined && (isBroken || isHead || isDefinitions(last)) ? last : undefined);
    if (source === undefined) {
      if (document.trim() !== '') return undefined;
      continue;
    }
    const made = bySource.get(source) ?? { text: '', documents: [] };
    made.documents.push({ start: made.text.length + SEPARATOR.length, length: document.length, inOutput });
    made.text += SEPARATOR + document;
    bySource.set(source, made);
    last = source;
    isHead = !/^[^#\s]/m.test(document);
  }
  return bySource.size === 0 ? undefined : [...bySource].map(([source, made]) => ({ source, ...made }));
}

function* documentsIn(output: string): Iterable<{ readonly document: string; readonly inOutput: number }> {
  let inOutput = 0;
  for (const separator of output.matchAll(/^---[ \t]*\r?\n/gm)) {
    yield { document: output.slice(inOutput, separator.index), inOutput };
    inOutput = separator.index + separator[0].length;
  }
  yield { document: output.slice(inOutput), inOutput };
}

/** True for `shop/crds/a.yaml` and `shop/charts/cache/crds/a.yaml`. */
export function isDefinitions(source: string): boolean {
  return /^[^/]+\/(charts\/[^/]+\/)*crds\//.test(source);
}
