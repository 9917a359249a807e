import path from 'node:path';

/** Forward slashes on every system. */
export function withSlashes(file: string): string {
  return path.sep === '/' ? file : file.replaceAll(path.sep, '/');
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
