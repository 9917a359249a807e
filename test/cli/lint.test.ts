import { describe, expect, it } from 'vitest';
import { PARTS } from '../../src/cli/program/parts.js';
import { main } from '../../src/cli/main.js';
import { tree } from '../host/tree.js';
import { fakeIo, fakeParts, run } from './fake.js';

const FILES = { 'clean.yaml': '', 'info.yaml': 'info', 'warning.yaml': 'warning', 'error.yaml': 'error' };

describe('exit codes', () => {
  it.each([
    [['clean.yaml'], 0],
    [['warning.yaml', 'info.yaml'], 0],
    [['error.yaml'], 1],
    [['--fail-on', 'warning', 'info.yaml'], 0],
    [['--fail-on', 'warning', 'warning.yaml'], 1],
    [['--fail-on', 'warning', 'error.yaml'], 1],
    [['--fail-on', 'info', 'info.yaml'], 1],
    [['--fail-on', 'never', 'error.yaml'], 0],
    [['--max-warnings', '1', 'warning.yaml'], 0],
    [['--max-warnings', '0', 'warning.yaml'], 1],
    [['--max-warnings', '0', 'info.yaml'], 0],
    [['--max-warnings', '0', '--fail-on', 'never', 'warning.yaml'], 0],
    [['--quiet', '--fail-on', 'warning', 'warning.yaml'], 1],
    [['error.yaml', 'missing.yaml'], 2],
    [['missing.yaml'], 2],
    [['empty'], 2],
    [['clean.yaml', 'empty'], 2],
    [['--ignore', 'clean.yaml', 'clean.yaml'], 2],
    [['--allow-empty', '--ignore', 'clean.yaml', 'clean.yaml'], 0],
    [['--allow-empty', 'empty'], 0],
    [['--allow-empty', 'missing.yaml'], 2],
    [['binary'], 0],
    [['binary/bad.yaml'], 2],
  ])('%j: %i', async (argv, code) => {
    const cwd = tree({ ...FILES, 'empty/': '', 'binary/bad.yaml': Uint8Array.of(0), 'binary/good.yaml': '' });
    expect((await run(argv, { cwd })).code).toBe(code);
  });

  it('is 3 for a rule that crashed, and says which', async () => {
    const { code, err } = await run(['.', 'missing'], { cwd: tree({ 'a.yaml': 'crash', 'b.yaml': 'error' }) });
    expect(code).toBe(3);
    expect(err).toContain(
      'svclint: internal error in rule `duplicate-port`: TypeError: bang\nsvclint: this is a bug; report it',
    );
  });

  it('is 3 for an error that nobody expects, without a stack unless it is wanted', async () => {
    const cwd = tree({ 'a.yaml': 'throw' });
    const short = await run([], { cwd });
    expect(short).toMatchObject({ code: 3, out: '' });
    expect(short.err).toMatch(/^svclint: internal error: TypeError: boom\nsvclint: this is a bug; [^\n]*\n$/);
    expect(short.err).toMatch(/\(svclint \d[^\n]*, node v/);
    expect((await run([], { cwd, env: { SVCLINT_DEBUG: '1' } })).err).toContain('    at ');
  });

  it('is 2 where the output cannot be written', async () => {
    const io = fakeIo({ cwd: tree(FILES) });
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    const code = await main([], { ...io, stdout: { ...io.stdout, write: () => Promise.reject(full) } }, fakeParts());
    expect(code).toBe(2);
    expect(io.err()).toBe('svclint: cannot write the output: ENOSPC: no space left on device, write\n');
  });
});

describe('streams', () => {
  it('has findings on standard output and everything else on standard error', async () => {
    const { out, err } = await run(['.', 'missing', '--max-warnings', '0'], {
      cwd: tree({ ...FILES, 'bad.yaml': Uint8Array.of(0) }),
    });
    const found = out.split('\n').map((line) => line.split(' ').slice(0, 3).join(' '));
    expect(found).toEqual(['pretty error.yaml error', 'pretty info.yaml info', 'pretty warning.yaml warning', '']);
    expect(err.split('\n')).toEqual([
      'svclint: no such file or folder: `missing`',
      'svclint: skipped `bad.yaml`: not a text file: a NUL byte at offset 0 (line 1)',
      '',
      'summary of 4',
      'svclint: 1 warning, more than `--max-warnings 0`',
      '',
    ]);
  });

  it('tells the reporter what it must know of the terminal', async () => {
    const cwd = tree({ 'a.yaml': 'error' });
    expect((await run(['-f', 'line'], { cwd })).out).toMatch(
      /^line a.yaml error .*"quiet":false,.*"color":false,"width":null\}\n$/,
    );
    expect((await run(['-q'], { cwd, isTTY: true, columns: 72 })).out).toMatch(
      /"quiet":true,.*"color":true,"width":72\}/,
    );
    expect((await run(['--no-color'], { cwd, isTTY: true })).out).toContain('"color":false');
    expect((await run(['--no-color', '--color=always'], { cwd })).out).toContain('"color":true');
  });

  it('shows progress of a long run on a terminal, and erases it', async () => {
    let time = 0;
    const { err } = await run([], { cwd: tree({ 'a.yaml': '' }), isTTY: true, now: () => (time += 600) });
    expect(err).toContain('\r\u001B[Kreading 1 of 1 files');
    expect(err.endsWith('\r\u001B[Ksummary of 1\n')).toBe(true);
  });
});

describe('standard input', () => {
  it('is read for -, once, and named <stdin>', async () => {
    expect((await run(['-', '-'], { stdin: 'error' })).calls.files).toEqual([{ path: '<stdin>', text: 'error' }]);
  });

  it('can stand for a file, which it replaces', async () => {
    const cwd = tree({ 'a.yaml': 'error', 'b.yaml': '' });
    const { calls } = await run(['.', '-', '--stdin-filename', './a.yaml'], { cwd, stdin: 'new' });
    expect(calls.files).toEqual([
      { path: 'a.yaml', text: 'new' },
      { path: 'b.yaml', text: '' },
    ]);
  });

  it.each([
    ['empty', ' \n', 'no manifests on standard input: it is empty'],
    ['binary', '\0', 'cannot lint standard input: not a text file: a NUL byte at offset 0 (line 1)'],
  ])('fails where it is %s', async (_, stdin, message) => {
    expect(await run(['-'], { stdin })).toMatchObject({ code: 2, out: '', err: `svclint: ${message}\n` });
  });
});

describe('other commands', () => {
  it('endpoints: judges what it reads', async () => {
    const cwd = tree({ 'a.yaml': '', 'endpoints/b.yaml': '' });
    expect(await run(['endpoints', '-f', 'json', 'a.yaml'], { cwd })).toMatchObject({
      code: 0,
      out: 'json a.yaml\n',
      err: '',
    });
    const { code, calls } = await run(['endpoints', '-n', 'shop', '.', 'missing'], { cwd });
    expect({ code, namespace: calls.options?.namespace }).toEqual({ code: 2, namespace: 'shop' });
  });

  it('a command wins over a folder of its name, a path does not', async () => {
    const cwd = tree({ 'rules/a.yaml': '', 'b.yaml': '' });
    expect((await run(['rules'], { cwd })).calls.files).toBeUndefined();
    expect((await run(['./rules'], { cwd })).calls.files).toEqual([{ path: 'rules/a.yaml', text: '' }]);
    expect((await run(['--', 'rules'], { cwd })).calls.files).toEqual([{ path: 'rules/a.yaml', text: '' }]);
  });

  it('rules: a table by category, or JSON', async () => {
    expect((await run(['rules'])).out).toBe(
      'ports\n  duplicate-port              warning  a port stands there twice\n\n' +
        'selection\n  unmatched-service-selector  error    a selector matches no Pods\n',
    );
    const { version, rules } = JSON.parse((await run(['rules', '--format', 'json'])).out);
    expect(version).toBe(1);
    const meta = { category: 'ports', severity: 'warning', kinds: ['Service'], fixable: false, since: '0.1.0' };
    expect(rules[0]).toEqual({ ...meta, id: 'duplicate-port', summary: 'a port stands there twice' });
  });

  it('explain: the page of a rule, without comments', async () => {
    const { code, out } = await run(['explain', 'duplicate-port']);
    expect(code).toBe(0);
    expect(out).toMatch(/^duplicate-port\n/);
    expect(out).not.toContain('<!--');
    const colored = await run(['explain', 'duplicate-port', '--color', 'always']);
    expect(colored.out.startsWith('\u001B[1mduplicate-port')).toBe(true);
  });
});

it('the real parts have a reporter for every format', async () => {
  const { reporters, endpointsReporters } = await PARTS.reports();
  for (const format of ['pretty', 'line', 'json']) {
    expect(await reporters.get(format)?.()).toBeTypeOf('function');
    expect(await endpointsReporters.get(format)?.()).toBeTypeOf('function');
  }
});
