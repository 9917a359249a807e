import { nameOf } from '../../text/paths.js';

/** `registry.example:5000/shop/web` of `registry.example:5000/shop/web:1.2@sha256:…`. */
export function untagged(image: string): string {
  const digest = image.indexOf('@');
  const tagged = digest === -1 ? image : image.slice(0, digest);
  const tag = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  return tag === -1 ? tagged : tagged.slice(0, tag);
}

/** `web` of it. */
export function lastName(image: string): string {
  return nameOf(untagged(image));
}
