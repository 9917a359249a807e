import path from 'node:path';

/** An absolute path and the folders above it, from the inside out. */
export function withFolders(absolute: string): readonly string[] {
  const found = [absolute];
  for (let at = absolute; path.dirname(at) !== at; at = path.dirname(at)) found.push(path.dirname(at));
  return found;
}
