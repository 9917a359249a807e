import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

/** What is said of a chart whose template asks for a value, where helm complains so. */
function said(problem: string, { value = '', name = 'shop' } = {}): string {
  const service = `kind: Service\nspec:\n  ports:\n    - port: ${value === '' ? '{{ fail "no" }}' : `{{ required "x" .Values.${value} }}`}\n`;
  const files = [
    { path: 'Chart.yaml', text: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n` },
    { path: 'templates/service.yaml', text: service },
  ];
  const { diagnostics } = lint(files, { charts: [{ folder: '', name, problem }] });
  const own = diagnostics.filter(({ rule }) => rule === 'unrendered-chart');
  expect(own).toHaveLength(1);
  return own[0]?.message ?? '';
}

const failing = (words: string): string =>
  `Error: execution error at (shop/templates/service.yaml:4:15): ${words}\n\nUse --debug flag to render out invalid YAML`;
const broken = (words: string): string =>
  `Error: parse error at (shop/templates/service.yaml:4): ${words}\n\nUse --debug flag to render out invalid YAML`;

const LENGTHS = Array.from({ length: 130 }, (_, at) => at + 1);

describe.each<readonly [string, (words: string) => string, readonly [string, string]]>([
  ['what no values mend', (words) => said(broken(words)), ['helm cannot render chart `shop`: ', '']],
  [
    'what some values may mend',
    (words) => said(failing(words)),
    ['helm cannot render chart `shop`: ', '; try `--helm-values FILE`'],
  ],
  [
    'a value that is wanted',
    (words) => said(failing(words), { value: 'port' }),
    ['chart `shop` needs the value `port` (', '); give it with `--helm-values FILE`'],
  ],
])('the headline of %s', (_, headline, [before, after]) => {
  it('has all of helm’s words where they fit, and else as many as fit', () => {
    for (const length of LENGTHS) {
      const words = 'x'.repeat(length);
      const whole = before + words + after;
      const kept = words.slice(0, 120 - before.length - after.length - 3);
      expect(headline(words)).toBe(whole.length <= 120 ? whole : `${before}${kept}...${after}`);
    }
  });

  it('cuts no text between back-ticks in two, and leaves no blank before the dots', () => {
    for (const length of LENGTHS) {
      const message = headline(`${'x'.repeat(length)} \`name of a port\` ${'y '.repeat(60)}`);
      expect(message.split('`').length % 2).toBe(1);
      expect(message).not.toMatch(/\s\.\.\./);
    }
  });
});

describe('the headline of a value with a long name', () => {
  const value = 'global.services.checkout.ports.public';
  it('does without helm’s words', () => {
    expect(said(failing('a port is needed here, or a name of one'), { value })).toBe(
      `chart \`shop\` needs the value \`${value}\`; give it with \`--helm-values FILE\``,
    );
    expect(said(failing('no port'), { value })).toBe(
      `chart \`shop\` needs the value \`${value}\` (no port); give it with \`--helm-values FILE\``,
    );
  });
});

it('says what to do about each kind of complaint', () => {
  expect(said('Error: chart requires kubeVersion: >=1.99 which is incompatible with Kubernetes v1.36.0')).toContain(
    'name another with `--kubernetes-version`',
  );
  expect(said('Error: unknown flag: --skip-tests')).toContain('see that `helm template` works on this chart');
});
