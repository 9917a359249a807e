/** Numbers that look random and are the same for the same seed on every machine. */
export class Random {
  private state: number;

  /** `seed` and `turn` are whole numbers: each turn of a seed has numbers of its own. */
  constructor(seed: number, turn: number) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(turn + 1, 0x85ebca6b)) >>> 0;
  }

  /** A whole number from 0 to below `end`; mulberry32. */
  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * end);
  }

  /** One of them; throws a `RangeError` where there is none. */
  of<T>(all: readonly T[]): T {
    if (all.length === 0) throw new RangeError('there is nothing to choose from');
    return all[this.below(all.length)] as T;
  }

  isOnceIn(times: number): boolean {
    return this.below(times) === 0;
  }

  shuffled<T>(all: readonly T[]): readonly T[] {
    const left = [...all];
    return all.map(() => left.splice(this.below(left.length), 1)[0] as T);
  }
}
