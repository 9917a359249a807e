/** The folder of a path; empty for a file at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** True for a path in a folder, and for that folder itself; the top is empty, and holds all. */
export function liesIn(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** The last step of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `base` joined with a relative path, `.` and `..` resolved; a leading `..` that leads out of the tree stays. */
export function joinPath(base: string, relative: string): string {
  const parts: string[] = base === '' ? [] : base.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Of sorted paths, those that begin with a text; found without a look at all of them. */
export function beginningWith(sorted: readonly string[], start: string): readonly string[] {
  let [from, last] = [0, sorted.length];
  while (from < last) {
    const middle = (from + last) >> 1;
    if ((sorted[middle] ?? '') < start) from = middle + 1;
    else last = middle;
  }
  let to = from;
  while (sorted[to]?.startsWith(start) === true) to++;
  return sorted.slice(from, to);
}

/** Every folder above one of the paths, at whatever height. */
export function allFoldersAbove(paths: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths)
    for (let folder = folderOf(path); !found.has(folder); folder = folderOf(folder)) found.add(folder);
  return found;
}

/**
 * What is known of the nearest folder above a path of which something is known. Each folder is asked once, whatever
 * lies below it: a tree may be as deep as it is large.
 */
export function nearestAbove<T>(ask: (folder: string) => T | undefined): (path: string) => T | undefined {
  const known = new Map<string, T | undefined>();
  return (path) => {
    const own = folderOf(path);
    if (known.has(own)) return known.get(own);
    const passed: string[] = [];
    let found: T | undefined;
    for (let folder = own; ; folder = folderOf(folder)) {
      const isKnown = known.has(folder);
      found = isKnown ? known.get(folder) : ask(folder);
      passed.push(folder);
      if (isKnown || found !== undefined || folder === '') break;
    }
    for (const folder of passed) known.set(folder, found);
    return found;
  };
}

/** The folders above a path, nearest first, the top (`''`) last. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    folders.push(folder);
    if (folder === '') return folders;
  }
}

const TEMPLATE_NAME =
  /(?:^|[/._-])(?:tmpl|tpl|template|j2|jinja2?|ftl|vm|erb|ejs|hbs|mustache|gotmpl|in)(?:-\d{1,3})?\.(?:ya?ml|json)$/;

/** True for a file that calls itself a template: `service.tmpl.yaml`, `template.yaml`, `template-2.yaml`. */
export function isTemplateName(path: string): boolean {
  return TEMPLATE_NAME.test(path);
}

/** True for what lies in a folder of tests, as `test/`, `e2e/` or `integration-tests/`. */
export function isAmongTests(path: string): boolean {
  return AMONG_TESTS.test(path);
}

const AMONG_TESTS = /(?:^|\/)(?:e2e|(?:[a-z0-9]{1,40}[-_])?tests?)\//i;
