import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { generateTree, random } from '../../bench/generate-tree.js';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

function objectsOf(objects: number, seed?: number): readonly Manifest[] {
  return generateTree(objects, seed).flatMap((file) =>
    [...parseAllDocuments(file.text)].map((document) => document.toJS() as Manifest),
  );
}

describe('generateTree', () => {
  it.each([1, 2, 100, 1000])('makes exactly %i objects', (objects) => {
    expect(objectsOf(objects)).toHaveLength(objects);
  });

  it('makes the same tree twice, and another one from another seed', () => {
    expect(generateTree(300)).toEqual(generateTree(300));
    expect(generateTree(300, 2)).not.toEqual(generateTree(300));
  });

  it('names every object once, so that the tree is one unit', () => {
    const names = objectsOf(1000).map(
      (object) => `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('holds every kind and every mistake', () => {
    const kinds = new Set(objectsOf(1000).map((object) => object.kind));
    expect([...kinds].sort()).toEqual(['ConfigMap', 'Deployment', 'Job', 'Service', 'StatefulSet']);
    const text = generateTree(1000)
      .map((file) => file.text)
      .join('');
    expect(text).toContain('targetPort: htpp');
    expect(text).toMatch(/targetPort: \d/);
    expect(text).toMatch(/app.kubernetes.io\/name: [a-z]+_\d/);
  });
});

describe('random', () => {
  it('stays within [0, 1) and repeats itself', () => {
    const next = random(7);
    const values = Array.from({ length: 1000 }, next);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const again = random(7);
    expect(Array.from({ length: 1000 }, again)).toEqual(values);
  });
});
