import { append } from '../../data/group.js';
import { idKey, type Draft, type ObjectId } from './draft.js';

/**
 * The objects of one root on their way through its layers, in their order. They are found by the ids and names that
 * they have or ever had, so that each of a thousand patches over a thousand objects looks at its own object alone.
 */
export class Drafts {
  readonly #places: (Draft | undefined)[] = [];
  readonly #positions = new Map<Draft, number>();
  /** How many objects have an id at present. */
  readonly #present = new Map<string, number>();
  readonly #clashing = new Map<string, ObjectId>();
  /** Positions by all ids of the objects, as soon as somebody asks for one. */
  #lookup: Lookup | undefined;
  /** What to undo where a step throws; undefined outside of steps. */
  #changes: Change[] | undefined;

  all(): readonly Draft[] {
    return this.#places.filter((draft) => draft !== undefined);
  }

  get size(): number {
    return this.#positions.size;
  }

  /** True where an object has the id now. */
  has(id: ObjectId): boolean {
    return (this.#present.get(idKey(id)) ?? 0) > 0;
  }

  /** The objects that have the id or had it before. */
  withId(id: ObjectId): readonly Draft[] {
    const key = idKey(id);
    return this.#found(this.#lookedUp().byId.get(key), (one) => idKey(one) === key);
  }

  /** The objects that have the name or had it before. */
  named(name: string): readonly Draft[] {
    return this.#found(this.#lookedUp().byName.get(name), (one) => one.name === name);
  }

  /** Adds an object behind the others. */
  add(draft: Draft): void {
    this.#put(this.#places.length, draft);
  }

  /** Puts another draft in the place of one that is there, or takes it out. */
  change(draft: Draft, next: Draft | undefined): void {
    const position = this.#positions.get(draft);
    if (position === undefined || next === draft) return;
    this.#changes?.push({ position, before: draft });
    this.#put(position, next);
  }

  changeAll(next: (draft: Draft) => Draft): void {
    for (const draft of this.all()) this.change(draft, next(draft));
  }

  clear(): void {
    for (const draft of this.all()) this.change(draft, undefined);
  }

  /** An id that two objects have: that of the first object that has one like an object before it. */
  clash(): ObjectId | undefined {
    return this.#clashing.size < 2 ? this.#clashing.values().next().value : firstClash(this.all());
  }

  /** Runs a step that changes objects and adds none: all of it, or nothing where it throws. */
  atomically<T>(step: () => T): T {
    const outer = this.#changes;
    const own: Change[] = [];
    this.#changes = own;
    try {
      const result = step();
      for (const change of own) outer?.push(change);
      return result;
    } catch (error) {
      for (const { position, before } of own.reverse()) this.#put(position, before);
      throw error;
    } finally {
      this.#changes = outer;
    }
  }

  #put(position: number, next: Draft | undefined): void {
    const before = this.#places[position];
    if (before?.id !== next?.id) {
      if (before !== undefined) this.#count(before.id, -1);
      if (next !== undefined) this.#count(next.id, 1);
    }
    if (before !== undefined) this.#positions.delete(before);
    if (next !== undefined) this.#positions.set(next, position);
    this.#places[position] = next;
    if (this.#lookup !== undefined && next !== undefined) enter(this.#lookup, next, position, before);
  }

  #count(id: ObjectId, by: 1 | -1): void {
    const key = idKey(id);
    const count = (this.#present.get(key) ?? 0) + by;
    this.#present.set(key, count);
    if (count > 1) this.#clashing.set(key, id);
    else this.#clashing.delete(key);
  }

  #lookedUp(): Lookup {
    return (this.#lookup ??= lookupOf(this.#places));
  }

  /** What stands at the positions, as far as it still has such an id. */
  #found(positions: readonly number[] | undefined, fits: (id: ObjectId) => boolean): readonly Draft[] {
    return [...new Set(positions)]
      .sort((a, b) => a - b)
      .flatMap((position) => this.#places[position] ?? [])
      .filter((draft) => fits(draft.id) || draft.formerIds.some(fits));
  }
}

interface Change {
  readonly position: number;
  readonly before: Draft;
}

interface Lookup {
  readonly byId: Map<string, number[]>;
  readonly byName: Map<string, number[]>;
}

function lookupOf(places: readonly (Draft | undefined)[]): Lookup {
  const lookup: Lookup = { byId: new Map(), byName: new Map() };
  for (const [position, draft] of places.entries()) if (draft !== undefined) enter(lookup, draft, position, undefined);
  return lookup;
}

/**
 * Enters the ids of a draft that the one before it in its place did not have: an object forgets none of its former ids.
 */
function enter({ byId, byName }: Lookup, draft: Draft, position: number, before: Draft | undefined): void {
  for (const id of [...draft.formerIds.slice(before?.formerIds.length ?? 0), draft.id]) {
    if (id === before?.id) continue;
    append(byId, idKey(id), position);
    append(byName, id.name, position);
  }
}

function firstClash(all: readonly Draft[]): ObjectId | undefined {
  const seen = new Set<string>();
  return all.find(({ id }) => {
    const key = idKey(id);
    return seen.size === seen.add(key).size;
  })?.id;
}
