import { untagged } from '../pods/image-names.js';
import { officialName } from './facts.js';
import { tagOf, versionOf } from './tags.js';

/** A program that an official image does not have, and the one that took its place. */
export interface AbsentProgram {
  readonly name: string;
  readonly instead: string;
  /** As it is said after "the image": "has it up to 5.0 only". */
  readonly since: string;
}

type Row = readonly [image: string, program: string, tags: string, instead: string, since: string];

/** By the release notes of the images (semantics 6.8); `>=6` and `<5` are the tags that lack the program. */
const ROWS: readonly Row[] = [
  ['mongo', 'mongo', '>=6.0', 'mongosh', 'has it before 6.0 only'],
  ['mongo', 'mongosh', '<5.0', 'mongo', 'has it from 5.0 on'],
  ['mariadb', 'mysqladmin', '>=11.0', 'mariadb-admin', 'has it before 11.0 only'],
  ['mariadb', 'mysql', '>=11.0', 'mariadb', 'has it before 11.0 only'],
];

/** What the tag of an official image lacks. */
export function absentPrograms(image: string): readonly AbsentProgram[] {
  const name = officialName(untagged(image));
  const rows = ROWS.filter((row) => row[0] === name);
  if (rows.length === 0) return [];
  const { version } = tagOf(image);
  return rows.flatMap(([, program, tags, instead, since]) => {
    const bound = versionOf(tags.replace(/^\W+/, '')) ?? 0;
    const lacks = version !== undefined && (tags.startsWith('<') ? version < bound : version >= bound);
    return lacks ? [{ name: program, instead, since }] : [];
  });
}
