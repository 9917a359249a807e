/** The tag of an image, and its version so far as the tag says it. */
export interface Tag {
  /** Undefined where there is a digest alone, or something to be filled in. */
  readonly text: string | undefined;
  readonly version: number | undefined;
}

/** Tags for the newest version. */
const NEWEST = /^(latest|stable|release|alpine|slim|main|current)$/;

/** The tag of `nginx:1.27-alpine`; no tag is `latest`. */
export function tagOf(image: string): Tag {
  const [name = '', digest] = image.split('@');
  const written = /:([^/]+)$/.exec(name)?.[1];
  if (written === undefined && digest !== undefined) return { text: undefined, version: undefined };
  const text = written ?? 'latest';
  if (/[${}<>%]/.test(text)) return { text: undefined, version: undefined };
  return { text, version: NEWEST.test(text) ? Infinity : versionOf(text) };
}

/** The name of an image, without its tag and digest: a registry may have a port. */
export function imageWithoutTag(image: string): string {
  const [name = ''] = image.split('@');
  const tag = name.lastIndexOf(':');
  return tag > name.lastIndexOf('/') ? name.slice(0, tag) : name;
}

/** `v1.118.2` and `25.0-alpine` as numbers that can be compared: the first part, and the second. */
export function versionOf(text: string): number | undefined {
  const [, major, minor] = /^v?(\d{1,4})(?:\.(\d{1,4}))?(?![\w])/.exec(text) ?? [];
  return major === undefined ? undefined : Number(major) * 10_000 + Number(minor ?? 0);
}
