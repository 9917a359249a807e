/** One command of a script, a Makefile, a page or a pipeline, word by word; what it pipes into is part of it. */
export type Statement = readonly string[];

/**
 * The commands in a text. Quotes, brackets and commas only hold words together there, so that lists of Starlark, of
 * Jenkins and of YAML read as a command line does. A variable is `$NAME`, whatever the language writes.
 */
export function statementsOf(text: string): readonly Statement[] {
  return (
    text
      // A line that goes on in the next one.
      .replace(/[\\^`][ \t]*\r?\n/g, ' ')
      .replace(/\$\(([\w.]+)\)|\$\{([\w.]+)\}|\$\{([\w.]{1,80}):?-[^}]{0,80}\}/g, (_, ...names: string[]) =>
        variable(names),
      )
      .replace(/\$?\{\{([^{}]{1,80})\}\}/g, (_, inside: string) => variable(inside.match(/\w+/g)?.slice(-1) ?? []))
      .split(/\r?\n|&&|\|\||;/)
      .filter((line) => !/^\s*(?:#|\/\/)/.test(line) || /^\s*#+\s*\$/.test(line))
      .map((line) => line.match(WORD) ?? [])
  );
}

const WORD = /[^\s"'`,()[\]]+/g;

function variable(names: readonly (string | undefined)[]): string {
  return `$${names.find((name) => typeof name === 'string' && name !== '') ?? ''}`;
}
