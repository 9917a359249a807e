import { isString, type Tree } from '../../tree/tree.js';

/** The texts among the values of a chart, but for those that name what it makes: `fullnameOverride`. */
export function textsIn(values: Tree | undefined): ReadonlySet<string> {
  const texts = new Set<string>();
  const read = (tree: Tree): void => {
    if (isString(tree)) texts.add(tree.value);
    if (tree.type === 'list') tree.items.forEach(read);
    if (tree.type === 'map')
      for (const { key, value } of tree.entries.values()) if (!/name_?override$/i.test(key)) read(value);
  };
  if (values !== undefined) read(values);
  return texts;
}
