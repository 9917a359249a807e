/** One workflow command, as a runner of GitHub Actions reads it from a line of a log. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * What a runner of GitHub Actions would carry out of a log, by its own way of reading: a line that starts with `::name …::`
 * after white space, or has `##[name …]` anywhere. Any word counts as a name.
 */
export function commandsIn(log: string): readonly RunnerCommand[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const modern = /^\s*::([a-z][a-z-]*)(?: ([^]*?))?::([^]*)$/i.exec(line);
    if (modern !== null) return [commandOf(modern, ',')];
    const old = /##\[([a-z][a-z-]*)(?: ([^\]]*))?\]([^]*)$/i.exec(line);
    return old === null ? [] : [commandOf(old, ';')];
  });
}

function commandOf([, name = '', properties = '', message = '']: RegExpExecArray, separator: string): RunnerCommand {
  const pairs = properties
    .split(separator)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [key = '', ...value] = pair.split('=');
      return [key, decoded(value.join('='))] as const;
    });
  return { name, properties: Object.fromEntries(pairs), message: decoded(message) };
}

function decoded(text: string): string {
  const parts: Readonly<Record<string, string>> = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (part) => parts[part] ?? part);
}
