import { settingsIn } from './configuration.js';
import type { Setting } from './settings.js';

/** A setting, and the way to it: small letters, `-` for `_`, a dot for each step. */
export interface PlacedSetting extends Setting {
  readonly path: string;
}

/** Those of the first document of a file: another one is for another profile. */
export function settingsByPath(name: string, text: string): readonly PlacedSetting[] {
  const settings = settingsIn(name, text);
  const documentOf = ({ group }: Setting): string => /^\d+(?=\.|$)/.exec(group)?.[0] ?? '';
  const first = settings[0] && documentOf(settings[0]);
  return settings
    .filter((setting) => documentOf(setting) === first)
    .map((setting) => ({ ...setting, path: pathOf(setting) }));
}

function pathOf({ group, key }: Setting): string {
  return `${group.replace(/(?<!\d)\d+:/g, '').replace(/^\d+(?=\.|$)/, '')}.${key}`
    .replace(/^\.+/, '')
    .toLowerCase()
    .replace(/_/g, '-');
}
