import type { Endpoint } from './config-readers.js';

/** The configuration file of a program, and how it says where the program listens (semantics 6.8). */
export interface ConfigFormat {
  readonly program: string;
  /** Which files it may be, by the path in the container. */
  readonly files: RegExp;
  /** Images that run the program. */
  readonly image: RegExp;
  /** Paths that the program reads without being told to. */
  readonly read: RegExp;
  /** Words of the command, or a name of a variable, by which the file is not the program's own. */
  readonly unless?: RegExp;
  /** The port that it takes where the file names none. */
  readonly port: number;
  /** Every address that the file makes it listen on. */
  endpoints(text: string, port: number, image: string): readonly Endpoint[];
  /** What happens where the file is there and leaves the address out. */
  readonly local?: LocalDefault;
  /** The program has other ports of which the file is not asked. */
  readonly partial?: true;
}

/** A program that listens on the loopback where its file does not say otherwise, in place of the file of its image. */
export interface LocalDefault {
  /** The images of which this is known. */
  readonly image: RegExp;
  /** What tells the program otherwise in words of its command, names of variables, or lines of the file. */
  readonly unless: RegExp;
  /** The line that opens it to every address. */
  readonly remedy: string;
}
