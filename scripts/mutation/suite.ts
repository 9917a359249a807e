import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chai, expect } from 'vitest';

/** One test, and the file that it stands in, from the root of the project. */
export interface Test {
  readonly id: string;
  readonly file: string;
  readonly run: () => unknown;
}

type Body = (...values: never[]) => unknown;
type Declare = (name: string, body: Body) => void;

/**
 * What tests import from `vitest`, as far as the pure ones use it: without a worker of its own, so that a mutant is tried
 * within milliseconds. Assertions are vitest's own; snapshots are compared, never written.
 */
export class Suite {
  readonly tests: Test[] = [];
  readonly api = this.#api();
  #file = '';
  #names: readonly string[] = [];
  #clearing: (() => unknown)[] = [];

  /** All that is declared from now on stands in this file. */
  readonly enter = (file: string): void => {
    this.#file = file;
  };

  #api(): Readonly<Record<string, unknown>> {
    const describe = withVariants((name, body) => {
      const outer = this.#names;
      this.#names = [...outer, name];
      body();
      this.#names = outer;
    });
    const it = withVariants((name, body) => {
      const file = this.#file;
      // Names may repeat, as those that are made of cases do.
      const id = `${file}#${String(this.tests.length)} ${[...this.#names, name].join(' ')}`;
      this.tests.push({ id, file, run: body });
    });
    const onTestFinished = (clear: () => unknown): void => void this.#clearing.push(clear);
    return { describe, it, test: it, expect, onTestFinished };
  }

  async run({ file, run }: Test): Promise<void> {
    comparesSnapshotsBeside(file);
    try {
      await run();
    } finally {
      for (const clear of this.#clearing.splice(0)) await clear();
    }
  }
}

function withVariants(declare: Declare): unknown {
  const each = (cases: readonly unknown[]) => (name: string, body: Body) => {
    for (const one of cases) {
      const values = (Array.isArray(one) ? one : [one]) as never[];
      declare(`${name} ${String(values[0])}`, () => body(...values));
    }
  };
  const variants = { each };
  const skipped = Object.assign(() => undefined, { each: () => () => undefined });
  return Object.assign(declare, variants, {
    skipIf: (condition: boolean) => (condition ? skipped : Object.assign(declare, variants)),
  });
}

let folder = '.';
function comparesSnapshotsBeside(file: string): void {
  folder = path.dirname(file);
}
chai.util.overwriteMethod(
  chai.Assertion.prototype,
  'toMatchFileSnapshot',
  () =>
    function (this: object, file: string): void {
      const told = readFileSync(path.resolve(folder, file), 'utf8');
      expect(chai.util.flag(this, 'object')).toBe(told);
    },
);
