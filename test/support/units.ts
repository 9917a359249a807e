import { admit, graphsOf } from '../../src/engine/load.js';
import type { Unit } from '../../src/units/unit/unit.js';

/** The unit of that folder, or the only one, of files by path. */
export function unitOf(files: Readonly<Record<string, string>>, folder?: string): Unit {
  const inputs = Object.entries(files).map(([path, text]) => ({ path, text }));
  const units = [...graphsOf(admit(inputs, {}, []))].map(({ unit }) => unit);
  const [only, ...more] = units.filter((unit) => folder === undefined || unit.folder === folder);
  if (only === undefined || more.length > 0)
    throw new Error(`not one unit: ${units.map((unit) => unit.folder).join()}`);
  return only;
}
