/** One text that helm made of one template; several documents of a template stand in it one after the other. */
export interface RenderedTemplate {
  /** As helm names it in `# Source:`: the chart's name, then the path below the chart. */
  readonly source: string;
  readonly text: string;
}

const SOURCE = /^# Source: (.+?)\r?$/m;

/**
 * The output of `helm template`, template by template, in the order in which each first occurs; undefined where it
 * names no source. A file of `crds/` is printed as it lies: what it holds behind a separator of its own names no
 * source. `isBroken` is for what helm prints of texts that are no YAML: whole templates as they came out.
 */
export function splitSources(output: string, isBroken = false): readonly RenderedTemplate[] | undefined {
  const bySource = new Map<string, string>();
  let last: string | undefined;
  for (const document of output.split(/^---[ \t]*\r?\n/m)) {
    const source =
      SOURCE.exec(document)?.[1] ?? (last !== undefined && (isBroken || isDefinitions(last)) ? last : undefined);
    if (source === undefined) {
      if (document.trim() !== '') return undefined;
      continue;
    }
    bySource.set(source, `${bySource.get(source) ?? ''}---\n${document}`);
    last = source;
  }
  return bySource.size === 0 ? undefined : [...bySource].map(([source, text]) => ({ source, text }));
}

/** True for `shop/crds/a.yaml` and `shop/charts/cache/crds/a.yaml`. */
export function isDefinitions(source: string): boolean {
  return /^[^/]+\/(charts\/[^/]+\/)*crds\//.test(source);
}
