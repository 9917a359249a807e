import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Who imports whom below some folders of `root`: files by their path from there, `src/text/words.ts`. Types count, as
 * two files that name each other's types cannot be understood one after the other either.
 *
 * @param {string} root
 * @param {readonly string[]} folders
 * @returns {Map<string, Set<string>>}
 */
export function importsOf(root, folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
      .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/'))),
  );
  return new Map(files.map((file) => [file, new Set(importedBy(root, file))]));
}

const IMPORT = /(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+)\.js'/g;

/** @param {string} root @param {string} file */
function importedBy(root, file) {
  return Array.from(readFileSync(path.join(root, file), 'utf8').matchAll(IMPORT), ([, specifier = '']) =>
    path.posix.join(path.posix.dirname(file), `${specifier}.ts`),
  ).filter((imported) => imported !== file && existsSync(path.join(root, imported)));
}

/**
 * The same between rooms, which are the folders that hold files: a folder and one inside of it are two rooms.
 *
 * @param {ReadonlyMap<string, ReadonlySet<string>>} imports
 * @returns {Map<string, Set<string>>}
 */
export function roomsOf(imports) {
  /** @type {Map<string, Set<string>>} */
  const rooms = new Map();
  for (const [file, imported] of imports) {
    const room = path.posix.dirname(file);
    const others = rooms.get(room) ?? new Set();
    rooms.set(room, others);
    for (const other of imported) if (path.posix.dirname(other) !== room) others.add(path.posix.dirname(other));
  }
  return rooms;
}

/**
 * The groups in which everyone leads to everyone else, each sorted: the strongly connected components of two and more,
 * after Tarjan. Whoever leads to nobody who is still open closes its group.
 *
 * @param {ReadonlyMap<string, ReadonlySet<string>>} graph
 * @returns {string[][]}
 */
export function circlesIn(graph) {
  /** @type {Map<string, number>} */
  const lowest = new Map();
  /** @type {string[]} */
  const open = [];
  /** @type {string[][]} */
  const circles = [];
  /** @param {string} node @returns {number} */
  const visit = (node) => {
    const known = lowest.get(node);
    if (known !== undefined) return known;
    const own = lowest.size;
    lowest.set(node, own);
    const above = open.push(node) - 1;
    const low = Math.min(own, ...Array.from(graph.get(node) ?? [], visit));
    lowest.set(node, low);
    if (low < own) return low;
    const circle = open.splice(above);
    for (const member of circle) lowest.set(member, Infinity);
    if (circle.length > 1) circles.push(circle.sort());
    return Infinity;
  };
  for (const node of graph.keys()) visit(node);
  return circles.sort();
}

/**
 * A way from one member of a circle back to it, as short as can be: `['a', 'b', 'a']`; empty where there is none.
 *
 * @param {ReadonlyMap<string, ReadonlySet<string>>} graph
 * @param {string} from
 * @param {string} by the first step
 * @returns {string[]}
 */
export function wayBack(graph, from, by) {
  const ways = [[from, by]];
  const seen = new Set([by]);
  for (const way of ways) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === from) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return [];
}
