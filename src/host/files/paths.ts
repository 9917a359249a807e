import path from 'node:path';

/** Forward slashes on every system. */
export function withSlashes(file: string): string {
  return path.sep === '/' ? file : file.replaceAll(path.sep, '/');
}

/** A path that was found below a folder, as one from that folder on, with forward slashes; both absolute and normal. */
export function pathBelow(folder: string, file: string): string {
  const prefix = folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`;
  return withSlashes(file.startsWith(prefix) ? file.slice(prefix.length) : path.relative(folder, file));
}

/** The absolute path of a file below a folder, whose name from that folder on has forward slashes and is normal. */
export function absoluteBelow(folder: string, name: string): string {
  return path.sep === '/' && folder !== '/' ? `${folder}/${name}` : path.join(folder, name);
}

/** The absolute path of what was given. */
export function resolved(given: string, cwd: string): string {
  return path.resolve(cwd, given);
}

/** True where `file` is `folder` or lies below it; both absolute. */
export function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/**
 * The path as findings show it: relative to `cwd` with forward slashes.
 * What was given as an absolute path outside of `cwd` stays absolute.
 */
export function shownPath(absolute: string, given: string, cwd: string): string {
  if (path.isAbsolute(given) && !isWithin(cwd, absolute)) return withSlashes(absolute);
  return withSlashes(path.relative(cwd, absolute)) || '.';
}

/**
 * A folder pattern (`envs/*`) that is written relative to `from`, as one relative to `to`; both absolute. Where the
 * folders lie beside each other, or the pattern does not lead below `to`, it begins with `..`, which no file below `to`
 * has.
 */
export function relocated(pattern: string, from: string, to: string): string {
  const down = withSlashes(path.relative(from, to))
    .split('/')
    .filter((part) => part !== '');
  if (down.includes('..') || down.length === 0)
    return path.posix.normalize(`${withSlashes(path.relative(to, from))}/./${pattern}`).replace(/^\//, '');
  const steps = path.posix.normalize(pattern).split('/');
  const leadsBelow = down.every((part, index) => steps[index] === part);
  return leadsBelow ? steps.slice(down.length).join('/') || '.' : `${'../'.repeat(down.length)}${pattern}`;
}

/** How findings show the files below a folder that was given, by their names from that folder on. */
export function shownBelow(folder: string, given: string, cwd: string): (name: string) => string {
  if (folder === cwd) return (name) => name;
  // Below a folder around `cwd` some files lie below `cwd` and some do not.
  if (isWithin(folder, cwd)) return (name) => shownPath(absoluteBelow(folder, name), given, cwd);
  const shown = shownPath(folder, given, cwd);
  return (name) => `${shown}/${name}`;
}
