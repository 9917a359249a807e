import { nameOf } from '../../text/paths.js';
import { getList, isString, type Place } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';

/** An item of `command` or `args` that is one word to the program where several were meant, or the other way round. */
export interface MisreadCommand {
  readonly kind:
    /** `command: ["python app.py"]` is looked up as one file. */
    | 'program'
    /** `["sh", "npm start"]`: without `-c` a shell opens a file of that name. */
    | 'script-file'
    /** `["sh", "-c", "npm", "start"]`: a shell takes one word as the script, and what follows as `$0`, `$1`. */
    | 'lost-words'
    /** `["cd", "/app", "&&", "npm", "start"]`: only a shell knows `&&`. */
    | 'operator'
    /** `args: ["--port 8080"]` is a flag called `port 8080`. */
    | 'flag';
  readonly place: Place;
  readonly text: string;
}

interface Item {
  readonly text: string;
  readonly place: Place;
}

const SHELL = /^(?:ba|a|da|k|z)?sh$/;

/** The first item that is misread; the kernel hands on each item as it stands (semantics 6.10). */
export function misreadCommand(container: Container): MisreadCommand | undefined {
  const command = itemsOf(container, 'command');
  const words = [...command, ...itemsOf(container, 'args')];
  const [first] = command;
  if (first === undefined) return flagIn(words, container);
  if (isCommandLine(first.text)) return { kind: 'program', place: first.place, text: first.text };
  if (SHELL.test(nameOf(first.text))) return inShell(words.slice(1));
  const operator = words.find(({ text }) => text === '&&' || text === '||');
  if (operator !== undefined) return { kind: 'operator', place: operator.place, text: operator.text };
  return /\.(sh|bash)$|entrypoint/.test(first.text) ? undefined : flagIn(words.slice(1), container);
}

function itemsOf(container: Container, field: string): readonly Item[] {
  return getList(container.get(field)).flatMap((item) =>
    isString(item) ? [{ text: item.value, place: item.place }] : [],
  );
}

/** A program and its arguments in one text; the path of a program may have blanks in it, as on Windows. */
function isCommandLine(text: string): boolean {
  const [program = '', next] = text.trim().split(/\s+/);
  return (
    next !== undefined && !/[\\:$<{]|^%/.test(program) && !(program.startsWith('/') && /^[A-Z][\w.]*\//.test(next))
  );
}

function inShell(words: readonly Item[]): MisreadCommand | undefined {
  const at = words.findIndex(({ text }) => !/^[-+](?!\w*c)\w+$|^--\w+$/.test(text)); // `-e`, `-x`, `--login`
  const [option, script, ...more] = at === -1 ? [] : words.slice(at);
  if (option === undefined) return undefined;
  if (!/^-\w*c\w*$/.test(option.text)) {
    const isLine = isCommandLine(option.text) && !option.text.startsWith('-');
    return isLine ? { kind: 'script-file', place: option.place, text: option.text } : undefined;
  }
  // A script that names `$1` or `$@` asks for more words; a variable that the kubelet puts in place may be one.
  if (script === undefined || /^-|\$/.test(script.text) || more.length === 0) return undefined;
  const [{ text: next }] = more as [Item];
  const isName =
    more.length === 1 && (isCommandLine(script.text) ? !next.startsWith('-') : /^(--|_|[\w./-]*sh)$/.test(next));
  return isName ? undefined : { kind: 'lost-words', place: script.place, text: script.text };
}

/**
 * Programs that cut such an item themselves: Envoy by its parser (TCLAP takes a blank for `=`), Redis since it reads
 * its arguments as lines of its file.
 */
const CUTS_WORDS = /envoy|proxyv2|redis|valkey|keydb|sentinel/;

/** A long flag and its value, or several flags, in one item; what the image starts may be a script that cuts words. */
function flagIn(words: readonly Item[], container: Container): MisreadCommand | undefined {
  const found = words.find(({ text }) => FLAG_AND_VALUE.test(text.trim()) || isSeveralFlags(text.trim()));
  if (found === undefined) return undefined;
  const program = [container.image, ...itemsOf(container, 'command').map(({ text }) => text)];
  return program.some((text) => CUTS_WORDS.test(text))
    ? undefined
    : { kind: 'flag', place: found.place, text: found.text };
}

/** `--port 8080`, `-config.file /etc/app.yaml`; clusters of short flags have neither a dot nor a dash in them. */
const FLAG_AND_VALUE = /^(?:--[a-z][\w.-]*|-[a-z]+[.-][\w.-]*)\s+[^\s=]+$/;

/** `--host=0.0.0.0 --port=8080`, where the first flag is none that takes the flags of another program. */
function isSeveralFlags(text: string): boolean {
  const [, name = ''] = /^--?([a-z][\w.-]*)=[^\s"'=]+(?:\s+--[a-z][\w.-]*=[^\s"'=]+)+$/.exec(text) ?? [];
  return name !== '' && !/arg|opt|flag|param|command|cmd|exec|run|java|jvm|extra|query|filter|prop|conf/i.test(name);
}
