import { getList, scalarsIn, isString, type Place } from '../../tree/tree.js';
import { entrypoint } from '../images/entrypoints.js';
import type { Container } from '../pods/container.js';
import { untagged } from '../pods/image-names.js';

/** One word of a command, with the place where it is written. */
export interface Word {
  readonly text: string;
  readonly place: Place;
  /** The scalar it stands in, unless that is a block. */
  readonly scalar: string | undefined;
}

/** The commands of a container, as words: its own, or those of a script that a shell runs. Comments are left out. */
export function commandsOf(container: Container): readonly (readonly Word[])[] {
  return container.view(readCommands);
}

function readCommands(container: Container): readonly (readonly Word[])[] {
  const scalars = ['command', 'args'].flatMap((field) =>
    getList(container.get(field)).flatMap((item) =>
      isString(item)
        ? [{ text: item.value, place: item.place, scalar: item.style === 'block' ? undefined : item.value }]
        : [],
    ),
  );
  const script = scalars.filter(({ text }) => /\s/.test(text.trim()));
  const direct = [...entrypointOf(container), ...scalars.filter(({ text }) => !/\s/.test(text.trim()))];
  const scripted = script.flatMap(({ text, place, scalar }) =>
    text
      .replace(/\\\n/g, ' ')
      .split(/\n|;|&&|\|\|?|&(?!\d)/)
      .filter((line) => !line.trim().startsWith('#') && !INSTALLS.test(line))
      .map((line) =>
        line
          .trim()
          .split(/\s+/)
          .map((word) => ({ text: word.replace(/^["']|["']$/g, ''), place, scalar })),
      ),
  );
  return [direct, ...scripted];
}

/** A line of a script that only brings programs, whatever they are called. */
const INSTALLS =
  /^\s{0,20}(?:sudo )?(?:(?:python3? -m |uv )?pip3?|npm|pnpm|yarn|apk|apt|apt-get|dnf|yum|gem|go|cargo|poetry|conda) (?:-\S{1,20} ){0,3}(?:install|i|ci|add|get)\b/;

function entrypointOf(container: Container): readonly Word[] {
  const [first] = getList(container.get('args'));
  if (container.get('command') !== undefined) return [];
  const { program, alone } = entrypoint(untagged(container.image)) ?? {};
  const argument = first?.type === 'scalar' ? String(first.value) : undefined;
  if (program === undefined || (argument === undefined && alone !== true)) return [];
  // Most of them let the first argument be a program as well.
  if (argument !== undefined && (/^\/|^[a-z]*sh$/.test(argument) || argument === program.split(' ', 1)[0])) return [];
  return program.split(' ').map((text) => ({ text, place: container.at('image'), scalar: undefined }));
}

/** Everything that a container is told: its image, and the words of its command, its arguments and its variables. */
export interface Told {
  readonly image: string;
  /** The words of `command`, which takes the place of the image's entrypoint. */
  readonly command: string;
  readonly text: string;
}

export function textsOf(container: Container): Told {
  const texts = ['command', 'args', 'env'].flatMap((field) => [...scalarsIn(container.get(field))]);
  return {
    image: container.image,
    command: [...scalarsIn(container.get('command'))].join('\n'),
    text: texts.join('\n'),
  };
}

/**
 * A command that waits for somebody to look into the container: `sleep 3600`, `tail -f /dev/null`, or a shell that does
 * one of them without end.
 */
const WAITING =
  /^(?:[\w/.-]{0,40}sh (?:-\S{1,20} ){0,3})?(?:while (?:true|:) ?; ?do )?(?:exec )?[\w/.-]{0,40}(?:\bsleep \S{1,40}|\btail -f \/dev\/null)(?: ?; ?done)?(?: ?;)?$/;

/** True for a container that only waits, and answers nobody. */
export function onlyWaits(container: Container): boolean {
  const texts = ['command', 'args'].flatMap((field) => [...scalarsIn(container.get(field))]);
  const command = texts.join(' ').trim().replace(/\s+/g, ' ');
  return command.length < 200 && WAITING.test(command);
}
