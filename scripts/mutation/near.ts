import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Which tests are tried, and which are not even copied. */
export interface Near {
  /** What the paths of the tests begin with. */
  readonly tests: readonly string[];
  /** The rules whose fixtures are judged. */
  readonly rules: readonly string[];
  /** Patterns of fixtures that these tests do not read. */
  readonly ignored: readonly string[];
}

/** The area whose own tests read the fixtures of all rules, as texts. */
const READS_RULES = 'src/yaml';

/**
 * The tests that stand beside a folder: those of its room and the fixtures of the rules that import it, or the fixtures
 * of its rules.
 */
export function testsBeside(root: string, folder: string): Near {
  if (folder === READS_RULES) return { tests: ['test/yaml'], rules: [], ignored: ['/fixtures/reports'] };
  const isRoom = folder.startsWith('src/');
  const rules = rulesIn(root, isRoom ? 'rules' : folder)
    .filter((file) => !isRoom || imports(readFileSync(file, 'utf8'), folder))
    .map((file) => path.basename(file, '.ts'));
  const others = readdirSync(path.join(root, 'fixtures', 'rules')).filter((id) => !rules.includes(id));
  const elsewhere = isRoom ? ['/fixtures/trace', '/fixtures/projects'] : [];
  return {
    tests: [
      ...(isRoom ? [folder.replace('src/', 'test/')] : []),
      ...(rules.length > 0 ? ['test/mutation'] : []),
      ...rules.map((id) => `test/rules/${id}`),
    ],
    rules,
    ignored: ['/fixtures/reports', ...elsewhere, ...others.map((id) => `/fixtures/rules/${id}`)],
  };
}

function rulesIn(root: string, folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => path.join(root, folder, name));
}

const imports = (source: string, room: string): boolean => source.includes(`/${room}/`);
