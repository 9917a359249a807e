import { Composer, Lexer, Parser, parseDocument, type Document as YamlDocument } from 'yaml';

const OPTIONS = {
  schema: 'failsafe',
  version: '1.1',
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** `*app:`, an alias that is a key. */
const ALIAS_KEY = /^\*[\w-]+:$/;

/**
 * Parses as kubectl and kustomize do, whose names of anchors have no colon: `*app:` is a key, which the library takes
 * for an alias of the name `app:` (semantics 10.3; `yaml_parser_scan_anchor`).
 */
export function parseLoosely(text: string): YamlDocument.Parsed {
  if (!/\*[\w-]{1,200}:/.test(text)) return parseDocument(text, OPTIONS);
  const [first] = new Composer(OPTIONS).compose(tokensOf(text), true, text.length);
  return first ?? parseDocument(text, OPTIONS);
}

function* tokensOf(text: string): ReturnType<Parser['parse']> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    if (ALIAS_KEY.test(lexeme)) {
      yield* parser.next(lexeme.slice(0, -1));
      yield* parser.next(':');
    } else yield* parser.next(lexeme);
  }
  yield* parser.end();
}
