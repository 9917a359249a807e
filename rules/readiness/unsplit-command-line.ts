import type { Container } from '../../src/k8s/pods/container.js';
import { misreadCommand, type MisreadCommand } from '../../src/k8s/programs/misread-commands.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** The kernel gets `command` and `args` item by item; only a shell cuts a text into words (semantics 6.10). */
export default defineRule({
  id: 'unsplit-command-line',
  severity: 'error',
  summary: 'A command line in one item of `command` or `args`, or one that only a shell would understand',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ templates }) {
    for (const container of templates.flatMap((template) => template.containers)) {
      const misread = misreadCommand(container);
      if (misread !== undefined) yield asOneWord(container, misread);
    }
  },
});

function asOneWord(container: Container, misread: MisreadCommand): Finding {
  const { kind, place, text } = misread;
  const [message, label, note, help] = wordsFor(misread, shortened(text));
  return {
    message: `container ${code(container.name)} ${message}`,
    at: { place, text: label },
    notes: [note],
    help,
    // Some programs cut such a word themselves, and a script of several words may do without the others.
    severity: kind === 'flag' || (kind === 'lost-words' && /\s/.test(text.trim())) ? 'warning' : 'error',
  };
}

type Words = readonly [message: string, label: string, note: string, help: string];

function wordsFor({ kind, text }: MisreadCommand, said: string): Words {
  const noShell = 'no shell reads `command` and `args`: each item is one word of the command, blanks and all';
  switch (kind) {
    case 'program':
      return [
        `starts a program called ${code(said)}`,
        'the whole text is looked up as the name of one file, so the container does not start',
        noShell,
        apart(text),
      ];
    case 'script-file':
      return [
        `gives its shell a file called ${code(said)}`,
        'without `-c` in front of it this is the name of a file',
        'a shell reads a script from the word behind `-c`, and opens any other word as a file',
        'write `-c` as an item of its own in front of it',
      ];
    case 'lost-words':
      return [
        `runs ${code(said)} by its shell, without the words behind it`,
        'this item alone is the script',
        'what follows the script becomes its `$0`, `$1` and so on, and this script reads none of them',
        'write the whole command line in the item behind `-c`',
      ];
    case 'operator':
      return [
        `hands ${code(said)} to its program as a word`,
        'only a shell would understand this',
        noShell,
        'run it by a shell: `["sh", "-c", "..."]`',
      ];
    case 'flag':
      return [`gives its program ${code(said)} as one argument`, 'one word, the name of no flag', noShell, apart(text)];
  }
}

/** `["python", "app.py"]`, unless a shell is needed for it. */
function apart(text: string): string {
  const line = text.trim();
  if (/[$&|;<>"'`\\*\n]|^(cd|export|source|set) /.test(line) && !line.startsWith('-'))
    return 'run it by a shell: `["sh", "-c", "..."]`';
  const items = line.split(/\s+/);
  return items.length > 6
    ? 'write each word as an item of its own'
    : `write each word as an item of its own: ${code(JSON.stringify(items).replaceAll(',', ', '))}`;
}

/** A headline has room for so much of it. */
const shortened = (text: string): string => {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length <= 40 ? line : `${line.slice(0, 37)}...`;
};
