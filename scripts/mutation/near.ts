import { readdirSync } from 'node:fs';
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

/** The only area of `src` whose own tests read the fixtures of rules, as texts. */
const READS_RULES = 'src/yaml';

/** The tests that stand beside a folder: those of its room, and the fixtures of its rules. */
export function testsBeside(root: string, folder: string): Near {
  if (folder.startsWith('src/')) {
    const ignored = folder === READS_RULES ? [] : ['/fixtures/rules', '/fixtures/trace', '/fixtures/projects'];
    return { tests: [folder.replace('src/', 'test/')], rules: [], ignored: [...ignored, '/fixtures/reports'] };
  }
  const rules = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.basename(name, '.ts'));
  const others = readdirSync(path.join(root, 'fixtures', 'rules')).filter((id) => !rules.includes(id));
  const ignored = ['/fixtures/reports', ...others.map((id) => `/fixtures/rules/${id}`)];
  return { tests: ['test/mutation', ...rules.map((id) => `test/rules/${id}`)], rules, ignored };
}
