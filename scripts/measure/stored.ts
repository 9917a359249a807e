import { sourceFile } from '../../src/text/source-file.js';
import { getString, toData } from '../../src/tree/tree.js';
import { parseFile } from '../../src/yaml/parse.js';
import type { Trap } from './cases.js';
import type { Difference } from './conformance.js';

/** The server's own addition to stored annotations. */
const ADDED = 'kubectl.kubernetes.io/last-applied-configuration';

/** True for a text that was stored: only then is there a value to compare. */
export function wasStored(trap: Trap): boolean {
  return trap.server === 'ACCEPT';
}

/** Undefined where the parser reads the objects that the server created, with the value that it stored. */
export function checkStored(trap: Trap): Difference | undefined {
  const trees = parseFile(sourceFile(`${trap.id}.yaml`, trap.text)).documents.flatMap(
    (document) => document.tree ?? [],
  );
  const created = [...trap.message.matchAll(/^\S+\/(\S+) created$/gm)].map((match) => match[1]);
  const names = trees.map((tree) => getString(tree, 'metadata', 'name'));
  if (created.join() !== names.join())
    return { expected: `objects ${created.join(', ')}`, got: `objects ${names.join(', ')}` };
  if (!/^[[{]/.test(trap.stored)) return undefined; // a name, or the namespace that `-n` gave
  const stored = withoutAddition(JSON.parse(trap.stored));
  const read = trees.map(toData);
  return read.some((data) => holds(data, stored))
    ? undefined
    : { expected: `stored ${trap.stored}`, got: JSON.stringify(read) };
}

function withoutAddition(stored: unknown): unknown {
  if (Array.isArray(stored) || typeof stored !== 'object' || stored === null) return stored;
  return Object.fromEntries(Object.entries(stored).filter(([key]) => key !== ADDED));
}

/** True where some part of `data` is the stored value, defaults aside. */
function holds(data: unknown, stored: unknown): boolean {
  if (equals(data, stored)) return true;
  return typeof data === 'object' && data !== null && Object.values(data).some((part) => holds(part, stored));
}

/** Maps must agree entry by entry; the items of a list may lack what the server fills in. */
function equals(data: unknown, stored: unknown): boolean {
  if (Array.isArray(data) && Array.isArray(stored)) {
    return data.length === stored.length && data.every((item, at) => isPart(item, stored[at]));
  }
  return isPart(data, stored) && isPart(stored, data);
}

function isPart(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null) return part === whole;
  if (Array.isArray(part) !== Array.isArray(whole)) return false;
  return Object.entries(part).every(([key, value]) => isPart(value, (whole as Readonly<Record<string, unknown>>)[key]));
}
