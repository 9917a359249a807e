/** Circles of imports that are there and to be untied, each with all of its members, sorted; a new one is a mistake. */
export const KNOWN_CIRCLES = [
  ['src/cli', 'src/cli/commands'],
  ['src/yaml', 'src/yaml/plain'],
];
