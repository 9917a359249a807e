import path from 'node:path';
import { writeOutputFile } from '../../host/output/output-file.js';
import type { Io } from '../../host/process/io.js';
import { reasonOf } from '../../host/process/system-error.js';
import type { InputFile } from '../../index.js';
import { code, codes } from '../../text/words.js';
import { allValuesOf, type CommandLine } from '../arguments/command-line.js';
import { similarTo, UsageError } from '../program/usage-error.js';

/** One value of `--output`. */
export interface OutputFile<F extends string = string> {
  readonly format: F;
  /** As it was written on the command line. */
  readonly given: string;
  readonly absolute: string;
}

/**
 * The files that `--output` names; throws UsageError for what is no FORMAT=FILE, and for one file that is named twice.
 */
export function outputsOf<F extends string>(
  line: CommandLine,
  io: Io,
  formats: readonly F[],
): readonly OutputFile<F>[] {
  const outputs = allValuesOf(line, 'output').map((setting) => outputOf(setting, io, formats));
  const twice = outputs.find(
    ({ absolute }, index) => outputs.findIndex((other) => other.absolute === absolute) !== index,
  );
  if (twice !== undefined) throw new UsageError(`option ${code('--output')} names the file ${code(twice.given)} twice`);
  return outputs;
}

function outputOf<F extends string>(setting: string, io: Io, formats: readonly F[]): OutputFile<F> {
  const [, name, given] = /^([^=]*)=(.*)$/s.exec(setting) ?? [];
  if (name === undefined || given === undefined || given === '') {
    throw new UsageError(`option ${code('--output')} takes FORMAT=FILE, not ${code(setting)}`);
  }
  const format = formats.find((each) => each === name);
  if (format === undefined) {
    const known = codes(formats, 'or', Infinity);
    throw new UsageError(
      `option ${code('--output')} takes the format ${known}, not ${code(name)}${similarTo(name, formats, 'format')}`,
    );
  }
  if (given === '-')
    throw new UsageError(`option ${code('--output')} takes a file; ${code('--format')} is for standard output`);
  return { format, given, absolute: path.resolve(io.cwd, given) };
}

/**
 * Throws UsageError where a file of `--output` is a manifest that was read: a report of an earlier run may be replaced,
 * a manifest never.
 */
export function keepManifests(
  outputs: readonly OutputFile[],
  { files, locations }: { readonly files: readonly InputFile[]; readonly locations: ReadonlyMap<string, string> },
): void {
  for (const { given, absolute } of outputs) {
    const read = files.find(({ path: shown }) => locations.get(shown) === absolute);
    if (read !== undefined && /^[ \t{-]*["']?apiVersion["']?[ \t]*:/m.test(read.text)) {
      throw new UsageError(`option ${code('--output')} would overwrite the manifest ${code(given)}`);
    }
  }
}

/** Writes each file as `render` has it for its format; false where one could not be written, which has been said. */
export async function writeOutputs<F extends string>(
  outputs: readonly OutputFile<F>[],
  io: Io,
  render: (format: F) => Promise<string>,
): Promise<boolean> {
  let isWritten = true;
  for (const { format, given, absolute } of outputs) {
    const text = await render(format);
    try {
      await writeOutputFile(absolute, text);
    } catch (error) {
      isWritten = false;
      await io.stderr.write(`svclint: cannot write ${code(given)}: ${reasonOf(error)}\n`);
    }
  }
  return isWritten;
}
