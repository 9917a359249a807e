import { groupBy } from '../../data/group.js';
import type { Diagnostic, LintResult, Severity } from '../../diagnostic/diagnostic.js';
import { frameOf } from '../frame/frame.js';
import { isStream, nothingFound, summaryLine } from './reporter.js';
import type { Reporter, ReportOptions } from './reporter.js';
import { palette } from '../markup/palette.js';
import { inert, visible } from '../markup/visible.js';
import { XML_HEAD, xmlAttributes, xmlText } from '../markup/xml.js';

const WIDTH = 100;
const RANKS: Readonly<Record<Severity | 'never', number>> = { never: 0, error: 1, warning: 2, info: 3 };

interface Case {
  readonly name: string;
  readonly diagnostic: Diagnostic;
  readonly fails: boolean;
}

/**
 * JUnit XML as Jenkins and GitLab read it: a suite for each file, a test for each finding. What fails the run
 * (`--fail-on`) is a failed test, other findings are skipped ones, and without findings one test has passed,
 * or was skipped where there was nothing to judge.
 */
export const junit: Reporter = (result, options) => {
  const cases = casesOf(result, options);
  const suites = groupBy(cases, ({ diagnostic }) => visible(diagnostic.primary.span.file.path));
  const body = [...suites].map(([file, own]) => suite(file, own)).join('') || passed(result, options);
  const attributes = xmlAttributes({ name: 'svclint', ...countsOf(cases, Math.max(1, cases.length)) });
  return `${XML_HEAD}<testsuites${attributes}>\n${body}</testsuites>\n`;
};

function casesOf({ diagnostics }: LintResult, { failOn = 'error' }: ReportOptions): readonly Case[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const name = visible(`${diagnostic.message} (${diagnostic.primary.span.file.path})`);
    const key = `${diagnostic.rule} ${name}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    // Readers follow a test over time by its name, so equal names are counted, and no name has a line number.
    return {
      name: times === 1 ? name : `${name} #${times}`,
      diagnostic,
      fails: RANKS[diagnostic.severity] <= RANKS[failOn],
    };
  });
}

function countsOf(cases: readonly Case[], tests: number): Readonly<Record<string, number>> {
  return { tests, failures: cases.filter(({ fails }) => fails).length, errors: 0 };
}

function suite(file: string, cases: readonly Case[]): string {
  const skipped = cases.filter(({ fails }) => !fails).length;
  const place = isStream(file) ? {} : { file };
  const attributes = xmlAttributes({ name: file, ...place, ...countsOf(cases, cases.length), skipped });
  return `  <testsuite${attributes}>\n${cases.map(testcase).join('')}  </testsuite>\n`;
}

function testcase({ name, diagnostic, fails }: Case): string {
  const element = fails ? 'failure' : 'skipped';
  const head = xmlAttributes({ name, classname: `svclint.${diagnostic.rule}` });
  const about = xmlAttributes({ type: diagnostic.severity, message: visible(diagnostic.message) });
  const frame = inert(frameOf(diagnostic, { paint: palette(false), width: WIDTH }, false).join('\n'));
  return `    <testcase${head}>\n      <${element}${about}>${xmlText(frame)}</${element}>\n    </testcase>\n`;
}

function passed(result: LintResult, options: ReportOptions): string {
  const isEmpty = result.summary.resources === 0;
  const attributes = xmlAttributes({ name: 'svclint', tests: 1, failures: 0, errors: 0, skipped: isEmpty ? 1 : 0 });
  const summary = xmlText(summaryLine(result, { ...options, color: false }));
  const output = `${isEmpty ? '      <skipped/>\n' : ''}      <system-out>${summary}</system-out>\n`;
  const head = xmlAttributes({ name: nothingFound(result.summary), classname: 'svclint' });
  const testcase = `    <testcase${head}>\n${output}    </testcase>\n`;
  return `  <testsuite${attributes}>\n${testcase}  </testsuite>\n`;
}
