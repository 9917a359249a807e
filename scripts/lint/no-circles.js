import path from 'node:path';
import { circlesIn, importsOf, roomsOf, wayBack } from './circles.js';

const FOLDERS = ['src', 'rules'];

/**
 * Forbids circles of imports between files, and between the folders that hold them, types included: what leads back to
 * itself cannot be understood one part after the other.
 */
export const noCircles = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { root: { type: 'string' } } }],
    messages: { circle: '{{what}} import each other in a circle: {{way}}.' },
  },
  create(context) {
    const { root = context.cwd } = context.options[0] ?? {};
    const { files, rooms } = layoutOf(root);
    const file = path.relative(root, context.filename).replaceAll(path.sep, '/');
    const check = (node) => {
      const specifier = node?.value;
      if (typeof specifier !== 'string' || !specifier.startsWith('.')) return;
      const imported = path.posix.join(path.posix.dirname(file), specifier.replace(/\.js$/, '.ts'));
      const ways = [
        { what: 'Files', way: files(file, imported) },
        { what: 'Rooms', way: rooms(path.posix.dirname(file), path.posix.dirname(imported)) },
      ];
      const found = ways.find(({ way }) => way.length > 0);
      if (found === undefined) return;
      context.report({ node, messageId: 'circle', data: { what: found.what, way: found.way.join(' > ') } });
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source }) => check(source),
    };
  },
};

const layouts = new Map();

/** Read once for all files of a run; an editor that keeps eslint running sees later changes when it starts it anew. */
function layoutOf(root) {
  const layout = layouts.get(root) ?? readLayout(root);
  layouts.set(root, layout);
  return layout;
}

function readLayout(root) {
  const imports = importsOf(root, FOLDERS);
  return { files: circleThrough(imports), rooms: circleThrough(roomsOf(imports)) };
}

/** The way from the one over the other back to the one, where both are of a circle; else an empty one. */
function circleThrough(graph) {
  const circleOf = new Map(circlesIn(graph).flatMap((circle) => circle.map((member) => [member, circle])));
  return (from, by) => {
    const isOne = from !== by && circleOf.has(from) && circleOf.get(from) === circleOf.get(by);
    return isOne ? wayBack(graph, from, by) : [];
  };
}
