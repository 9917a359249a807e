import type { SourceFile, Span } from '../text/source-file.js';
import { isTemplateName } from '../text/paths.js';
import { bareText } from './bare-text.js';
import type { SyntaxProblem } from './document.js';

/** How programs write what they fill in. Every mark ends within its line. */
interface Family {
  /** Programs that write so. */
  readonly programs: string;
  readonly mark: RegExp;
}

/**
 * What YAML cannot have: in a file that kubectl cannot read, outside of quotes, blocks and comments (semantics 10.6).
 * Each looks at a few hundred characters at most, so that no line is searched from each of its characters on.
 */
const BREAKING: readonly Family[] = [
  { programs: 'Go, Helm, Jinja, mustache, cookiecutter, gomplate', mark: /\{\{(?:[^\n]{0,400}?\}\})?/ },
  { programs: 'Jinja, Liquid, Twig, copier', mark: /\{%[^\n]{0,400}?%\}/ },
  { programs: 'ERB, EJS, Velocity tools', mark: /<%[^\n]{0,400}?%>/ },
  { programs: 'PHP', mark: /<\?(?:php\b|=)[^\n]{0,400}/ },
  { programs: 'FreeMarker', mark: /^[ \t]*(?:<\/?[#@]\w[^\n>]{0,400}>?|\[\/?#\w[^\n\]]{0,400}\]?)/m },
  { programs: 'Terraform', mark: /%\{[^\n}]{0,400}\}/ },
  { programs: 'copier, Template Toolkit', mark: /\[%[^\n]{0,400}?%\]/ },
  {
    programs: 'Mako, Bottle',
    mark: /^[ \t]*%[ \t]*(?:if|elif|else|for|while|include|end\w*)\b[^\n]{0,400}/m,
  },
  { programs: 'giter8, StringTemplate', mark: /^[ \t]*\$(?:if|else|elseif|endif|for|endfor)\b[^\n$]{0,400}\$/m },
  { programs: 'Smarty, Latte', mark: /^[ \t]*\{\/?(?:if|else|elseif|foreach|for|include)\b[^\n}]{0,400}\}/m },
  {
    programs: 'sed, Ant, Maven, Python, Bazel: a value, or the start of a line',
    mark: /(?<=[:-][ \t]{1,40}|^[ \t]{0,80})(?:%{1,2}\w[\w.]*%{1,2}|%\(\w+\)[sd]|@{1,2}\w[\w.-]*@{1,2}|\{\w[\w-]{0,100}\}(?=[^\s,}]))/m,
  },
  {
    programs: "Python's str.format",
    mark: /(?<=[:-][ \t]{1,40})\{\w+(?:\[[\w-]+\]|\.\w+|-[\w-]{1,100})\}(?=[ \t]*$)/m,
  },
  { programs: 'envsubst: a value among brackets', mark: /(?<=[[{,:][ \t]{0,40})\$\{\w{1,100}\}(?=[ \t]{0,40}[,\]}])/ },
  {
    programs: 'sed, envsubst and scripts: a line of nothing but a token',
    mark: /^[ \t]*(?:(?:- )?(?:<[A-Za-z][^\n<>="]{0,200}>|\$\{[^\n}]{1,200}\}|\$\w+|\$\(\w+\)|__\w+__|\{\w[\w.]*\}|\[\[[^\n\]]+\]\]|\(\([^\n)]+\)\))|[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+)(?=[ \t]*$)/m,
  },
];

/**
 * What YAML takes for a comment, a list or a map, so that a manifest parses with nulls and lists where its names will
 * be. `needs` is in every text that has the mark; `isCode` is what counts in a file that is no manifest as well. Each
 * begins with what is rare and looks behind it only then, since every manifest is searched.
 */
const SILENT: readonly (Family & { readonly needs: string; readonly isCode?: true })[] = [
  { programs: 'ytt', needs: '#@', isCode: true, mark: /#@(?: \S|[a-z]+\/)[^\n]*/ },
  {
    programs: 'Octopus Deploy, Replace Tokens of Azure',
    needs: '#{',
    mark: /#\{(?:(?<=[:-][ \t]{1,40}#\{)[^\n{}]{1,200}\}#?|(?<=^[ \t]*#\{)\/?(?:if|unless|each)\b[^\n}]{0,200}\})/m,
  },
  {
    programs: 'Gen3: a token before the field, and its default',
    needs: '|-',
    mark: /\|-(?<=^[ \t]{0,80}(?:- )?[A-Z][\w-]{0,80}\|-)[\w.-]+:/m,
  },
  { programs: 'sed', needs: '#', mark: /#(?<=:[ \t]{1,40}#)[A-Z][A-Z0-9_]*#/ },
  {
    programs: 'Velocity',
    needs: '#',
    mark: /#(?:if|elseif|foreach|set)(?<=^[ \t]*#\w+)[ \t]*\([ \t]*!?\(?\$[^\n]{0,400}/m,
  },
  { programs: 'the preprocessor of C', needs: '#if', mark: /#ifn?def(?<=^#\w+)[ \t]+\w+(?=[ \t]*$)/m },
  {
    programs: "Python's str.format",
    needs: '{',
    mark: /\{(?<=^[ \t]{0,80}(?:- )?(?:name|namespace|image|host|replicas|\w{0,20}[pP]ort):[ \t]{1,40}\{)[A-Za-z_][\w. -]{0,200}(?:\[\w+\])?(?:![rsa])?\}(?=[ \t]*(?:#|$))/m,
  },
  {
    programs: 'Java, .NET: a value by its number, in a name',
    needs: '{0}',
    mark: /\{0\}(?<=^[ \t]{0,80}(?:- )?(?:name|namespace|image|host):[ \t]{1,40}["']?[\w.{}/:-]{0,100}\{0\})/m,
  },
  {
    programs: 'people: a task on a line of its own, which YAML takes for a pair',
    needs: '<',
    mark: /<(?<=^[ \t]{0,80}(?:- )?<)[A-Z]{2}[A-Z _-]{0,40}: [^\n<>]{1,200}>(?=[ \t]*$)/m,
  },
  {
    programs: 'people: a comment that says what is to stand there',
    needs: '#',
    mark: /#(?<=^[ \t]{0,80}(?:- )?(?:name|namespace|image|host|replicas|\w{0,20}[pP]ort):[ \t]{1,40}#)[ \t]{0,4}(?:(?:add|insert|put|enter|fill in|write|type|give|set|your)\b[^\n]{0,80}\bhere\b|(?:TODO|FIXME)\b|(?:fill|put) (?:this|it|me) in\b)/im,
  },
  {
    programs: 'scripts, GitLab: a name in brackets',
    needs: '[',
    mark: /\[(?<=^[ \t]{0,80}(?:- )?(?:name|namespace|image|host):[ \t]{1,40}\[)(?:\[[^\n\]]{1,200}\]|[A-Z][A-Z0-9_ -]*)\](?=[ \t]*(?:#|$))/m,
  },
];

/**
 * The first mark of a template. Braces inside quotes parse and may well be meant; only where they break the text is it
 * a template (semantics 10.6).
 */
export function templateMark(file: SourceFile, problems: readonly SyntaxProblem[]): Span | undefined {
  const silent = silentMark(file);
  const [problem] = problems;
  if (silent !== undefined || problem === undefined) return silent;
  const bare = bareText(file.text);
  // What calls itself a template and cannot be read is one, whatever fills it in.
  const named = isTemplateName(file.path) ? problem.span : undefined;
  return first(BREAKING, bare, file) ?? named;
}

/** One of them is in every text that has a silent mark. */
const SIGNS = ['#', '<', '{', '[', '|-'];

function silentMark(file: SourceFile): Span | undefined {
  const { text } = file;
  if (!SIGNS.some((sign) => text.includes(sign))) return undefined;
  const isManifest = text.includes('apiVersion');
  return first(
    SILENT.filter(({ needs, isCode }) => (isManifest || isCode === true) && text.includes(needs)),
    text,
    file,
  );
}

function first(families: readonly Family[], text: string, file: SourceFile): Span | undefined {
  const [found] = families
    .map(({ mark }) => mark.exec(text))
    .filter((match) => match !== null)
    .sort((one, other) => one.index - other.index);
  if (found === undefined) return undefined;
  const start = found.index + found[0].length - found[0].trimStart().length;
  return { file, start, end: start + found[0].trim().length };
}
