import { stringify } from 'yaml';
import type { Application } from './application.js';

/** The files of an application. A list of objects is a file of several documents. */
export function texts(files: Application): Readonly<Record<string, string>> {
  const text = (data: unknown): string => stringify(data, { aliasDuplicateObjects: false });
  const whole = (data: unknown): string => {
    if (typeof data === 'string') return data;
    return Array.isArray(data) ? data.map(text).join('---\n') : text(data);
  };
  const plain = (written: string): string =>
    written.replace(/(["']?)«(.*?)»\1/g, (_, quote: string, inner: string) =>
      quote === '"' ? (JSON.parse(`"${inner}"`) as string) : inner,
    );
  return Object.fromEntries(Object.entries(files).map(([path, data]) => [path, plain(whole(data))]));
}
