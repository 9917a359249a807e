import type { SourceFile, Span } from '../../text/source-file.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { Unapplied, UnappliedTexts } from './unapplied.js';

/** Files whose first lines say that they are not applied: documentation, a part of a page, a command. */
export function saidInHead(files: readonly ParsedFile[]): UnappliedTexts {
  const said = new Map(
    files.flatMap(({ file }) => {
      const sign = signIn(file);
      return sign === undefined ? [] : [[file.path, sign] as const];
    }),
  );
  return (path) => {
    const found = said.get(path);
    return found && { path, first: path, ...found };
  };
}

type Said = Pick<Unapplied, 'sign' | 'why'>;

/** The words that a file begins with, and what they say. */
function signIn(file: SourceFile): Said | undefined {
  const at = (start: number, { length }: string): Span => ({ file, start, end: start + length });
  const fence = PAGES.test(file.path) ? FENCE.exec(file.text) : null;
  if (fence !== null) return { sign: at(0, fence[0]), why: 'it is a part of a page' };
  if (file.text.includes('```') && isPage(file.text)) return { sign: undefined, why: 'it is a page of Markdown' };
  const [head = ''] = HEAD.exec(file.text) ?? [];
  const command = HERE_DOCUMENT.exec(file.text.slice(head.length, head.length + LONGEST_LINE));
  if (command !== null) return { sign: at(head.length, command[0]), why: 'it is a command to paste into a shell' };
  const report = REPORT_OF_HELM.exec(file.text.slice(head.length, head.length + LONGEST_LINE));
  if (report !== null) return { sign: at(head.length, report[0]), why: 'it is what helm printed of a release' };
  const isSnippet = head.includes('[START') && PAGES.test(file.path) && !/^apiVersion:/m.test(file.text);
  const region = isSnippet ? REGION.exec(head) : null;
  if (region !== null) return { sign: at(region.index, region[0]), why: 'it is a part of a page' };
  const said = head.includes('#') ? SAYS_SO.exec(head) : null;
  return said === null ? undefined : { sign: at(said.index, said[0]), why: 'its first lines say so' };
}

/**
 * Several blocks of Markdown with headings around them, and no object outside of these. One block around a whole
 * manifest is what somebody forgot to take away.
 */
function isPage(text: string): boolean {
  const parts = text.split(/^```.*$/m);
  const around = parts.filter((_, at) => at % 2 === 0);
  return parts.length > 4 && around.some((part) => HEADING.test(part)) && !around.some((part) => OBJECT.test(part));
}

const HEADING = /^#{1,6} \w/m;
const OBJECT = /^(?:apiVersion|kind):/m;

/** In a folder of pages, a file that begins as a block of Markdown is there for one of them to include. */
const PAGES = /(?:^|\/)(?:docs?|content|pages|site|website)\//;
const FENCE = /^```\w*/;

/** `kubectl apply -f - <<EOF`: what follows is fed to a command. */
const HERE_DOCUMENT = /^(?:\$ )?(?:kubectl|oc|cat|sudo|microk8s)\b[^\n]{0,200}?<<-?[ \t]*["']?\w+["']?/;
const LONGEST_LINE = 240;

/** What `helm install` and `helm upgrade` say above the manifests of a dry run. */
const REPORT_OF_HELM =
  /^(?:Release "[^"\n]{1,63}" (?:has been upgraded|does not exist)\b[^\n]{0,120}|NAME: [^\n]{1,63}\r?\nLAST DEPLOYED: [^\n]{1,63})/;

/** The first line of a region of a file, which a page includes by that name; of a whole object it may be a sample. */
const REGION = /^[ \t]*# ?\[START \w+\]/m;

/** Comments, blank lines and marks of a document, up to the first key. */
const HEAD = /^(?:[ \t]*(?:#.*|---[ \t]*)?\r?\n){0,60}/;

const SAYS_SO = new RegExp(
  [
    /\b(?:this (?:file|manifest|example|document)|it) is (?:not|never) applied\b(?! (?:by default|automatically|yet))/,
    /\b(?:documentation|reference|illustration)[- ]only\b/,
    /\bdo not apply this (?:file|manifest|example)\b(?! (?:directly|manually|by hand|yourself))/,
    /\b(?:intentionally|deliberately|purposely) (?:broken|wrong|invalid|misconfigured|conflicting|failing)\b/,
    /\bdeliberate mix of [^\n]{0,80}(?:broken|dead|wrong|conflicting|unhealthy)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);
