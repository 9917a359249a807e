import { append } from '../../data/group.js';
import { once, rememberEach } from '../../data/once.js';
import type { LabelPair } from '../../k8s/labels/labels.js';
import type { ParsedFile } from '../../yaml/document.js';

/** What documents that cannot be read may well declare (semantics 9.4). */
export interface UnreadObjects {
  /** Whether one of them, broken or a template, speaks of a kind and of a name. */
  readonly speakOf: (kind: string, name: string) => boolean;
  /** Whether a broken one that makes Pods has all these labels somewhere: a selector then asks for its Pods. */
  readonly mayLabelPods: (labels: Iterable<Pick<LabelPair, 'key' | 'value'>>) => boolean;
  /** Whether a chart that nobody has rendered has the name, or a release of one: it may well make what has it too. */
  readonly isOfChart: (name: string) => boolean;
}

/** `charts` are the names of charts that nobody has rendered, and of their releases. */
export function unreadObjects(files: readonly ParsedFile[], charts: () => readonly string[] = () => []): UnreadObjects {
  const chartNames = once(() => new Set(charts()));
  const byName = once(() => {
    const found = new Map<string, ReadonlySet<string>[]>();
    for (const text of files.flatMap(unreadTexts)) {
      const kinds = new Set(Array.from(text.matchAll(KIND), ([, kind = '']) => kind));
      if (kinds.size === 0) continue;
      for (const name of new Set(Array.from(text.matchAll(NAME), ([, said = '']) => said))) append(found, name, kinds);
    }
    return found;
  });
  // Many may ask for one name, and many documents may have it.
  const speaksOf = rememberEach((kinds: readonly ReadonlySet<string>[], kind: string) =>
    kinds.some((said) => said.has(kind)),
  );
  const byLabel = once(() => {
    const found = new Map<string, Set<string>[]>();
    for (const text of files.flatMap(brokenTexts).filter((each) => MAKES_PODS.test(each))) {
      const labels = new Set(Array.from(text.matchAll(PAIR), ([, key = '', value = '']) => labelOf({ key, value })));
      for (const label of labels) append(found, label, labels);
    }
    return found;
  });
  return {
    isOfChart: (name) => chartNames().has(name),
    speakOf: (kind, name) => {
      const kinds = byName().get(name);
      return kinds !== undefined && speaksOf(kinds, kind);
    },
    mayLabelPods: (labels) => {
      if (byLabel().size === 0) return false;
      const wanted = Array.from(labels, labelOf);
      const holders = wanted.map((label) => byLabel().get(label) ?? []);
      // The rarest label has the fewest documents to look at.
      const [fewest] = holders.sort((a, b) => a.length - b.length);
      return fewest?.some((said) => wanted.every((label) => said.has(label))) ?? false;
    },
  };
}

function labelOf({ key, value }: Pick<LabelPair, 'key' | 'value'>): string {
  return `${key}=${value}`;
}

function unreadTexts(parsed: ParsedFile): readonly string[] {
  return parsed.template === undefined ? brokenTexts(parsed) : [parsed.file.text];
}

function brokenTexts({ file: { text }, documents, template }: ParsedFile): readonly string[] {
  if (template !== undefined) return [];
  return documents
    .filter(({ problems }) => problems.length > 0)
    .map(({ span: { start, end } }) => text.slice(start, end));
}

const KIND = /^[ \t]{0,20}kind:[ \t]{0,20}["']?(\w{1,63})/gm;
const NAME = /^[ \t]{0,20}(?:- )?name:[ \t]{0,20}["']?([a-z0-9][a-z0-9.-]{0,252})/gm;
const MAKES_PODS =
  /^[ \t]{0,20}kind:[ \t]{0,20}["']?(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Pod|Job|CronJob|Rollout)\b/m;
const PAIR = /^[ \t]{0,40}["']?([\w./-]{1,317})["']?:[ \t]{1,20}["']?([\w.-]{1,63})["']?[ \t]{0,20}\r?$/gm;
