import { describe, expect, it } from 'vitest';
import { readSources } from '../../src/engine/input/sources.js';
import { lint, missingFiles, type InputFile } from '../../src/index.js';

const SERVICE = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector: {app: web}\n  ports: [{port: 80}]\n`;

const tree = (): InputFile[] => [
  { path: 'kustomization.yaml', text: 'resources: [service.yaml]\nnamePrefix: a-\n' },
  { path: 'service.yaml', text: SERVICE('web') },
];

describe('what is kept from one call to the next', () => {
  it('is the reading of a text that was passed before', () => {
    const files = tree();
    const [before, after] = [readSources(files, []), readSources(files, [])];
    expect(after.files.map((parsed, at) => parsed === before.files[at])).toEqual([true, true]);
    expect(after.tree).toBe(before.tree);
  });

  it('is nothing of a text, a path or a list that has changed since', () => {
    const files = tree();
    const first = lint(files);
    (files[1] as { text: string }).text = SERVICE('Bad_Name');
    expect(lint(files)).toEqual(
      lint(tree().map((file) => ({ ...file, text: file.text.replace('name: web', 'name: Bad_Name') }))),
    );
    (files[1] as { text: string }).text = SERVICE('web');
    expect(lint(files)).toEqual(first);
    files.pop();
    expect(missingFiles(files)).toContain('service.yaml');
    files.push({ path: 'service.yaml', text: SERVICE('web') });
    expect(missingFiles(files)).toEqual([]);
    (files[1] as { path: string }).path = 'other.yaml';
    expect(missingFiles(files)).toContain('service.yaml');
  });

  it('is no file that was left out in between', () => {
    const files = tree();
    expect(missingFiles(files)).toEqual([]);
    (files[1] as { leftOut?: string }).leftOut = 'git-ignored';
    expect(readSources(files, []).tree.file('service.yaml')).toBeUndefined();
  });
});
