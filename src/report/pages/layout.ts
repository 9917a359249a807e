import { Graph, layout } from './dagre.js';
import { groupBy } from '../../data/group.js';
import type { Label } from './sizes.js';

/** A thing to be placed. */
export interface Node {
  readonly id: string;
  readonly label: Label;
}

export interface Link {
  readonly from: string;
  readonly to: string;
  readonly label: Label;
  /** A call: left out where it would make the picture too large to be read. */
  readonly isCall: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of a box. */
export type Places = ReadonlyMap<string, Point>;

export interface Route {
  readonly points: readonly Point[];
  /** The middle of its label. */
  readonly at: Point;
}

export interface Layout {
  readonly places: Places;
  /** Those that were placed: a call may have none. */
  readonly routes: ReadonlyMap<Link, Route>;
  readonly width: number;
  readonly height: number;
}

/** Larger than this, what hangs together is laid out without its calls: nobody could follow them. */
const MOST_LINKS = 150;
const WIDEST = 3600;
/** Parts stand beside each other up to this width. */
const SHELF = 1080;
const GAP = 36;
const MARGIN = 12;

/**
 * Places from left to right, each thing that hangs together by itself; they stand in rows, the tallest first. The same
 * nodes and links in the same order have the same layout.
 */
export function layoutOf(nodes: readonly Node[], links: readonly Link[]): Layout {
  return onShelves(clustersOf(nodes, links).flatMap(placed));
}

interface Cluster {
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
}

function placed(cluster: Cluster): readonly Layout[] {
  const hasCalls = cluster.links.some(({ isCall }) => isCall);
  const whole = cluster.links.length <= MOST_LINKS || !hasCalls ? laidOut(cluster) : undefined;
  if (whole !== undefined && (whole.width <= WIDEST || !hasCalls)) return [whole];
  const rest = cluster.links.filter(({ isCall }) => !isCall);
  return clustersOf(cluster.nodes, rest).map(laidOut);
}

/** What hangs together, in the order of the nodes. */
function clustersOf(nodes: readonly Node[], links: readonly Link[]): readonly Cluster[] {
  const parents = new Map(nodes.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    parents.set(id, root);
    return root;
  };
  for (const { from, to } of links) parents.set(rootOf(from), rootOf(to));
  const linked = groupBy(links, ({ from }) => rootOf(from));
  return [...groupBy(nodes, ({ id }) => rootOf(id))].map(([root, own]) => ({
    nodes: own,
    links: linked.get(root) ?? [],
  }));
}

function laidOut({ nodes, links }: Cluster): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 18,
    edgesep: 12,
    ranksep: 44,
    ranker: links.length > MOST_LINKS ? 'longest-path' : 'network-simplex',
  });
  for (const { id, label } of nodes) graph.setNode(id, { width: label.width, height: label.height });
  links.forEach(({ from, to, label, isCall }, index) =>
    graph.setEdge(
      from,
      to,
      { width: label.width, height: label.height, labelpos: 'c', weight: isCall ? 1 : 3 },
      String(index),
    ),
  );
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    places: new Map(nodes.map(({ id }) => [id, pointOf(graph.node(id))])),
    routes: new Map(
      links.map((link, index) => {
        const edge = graph.edge(link.from, link.to, String(index));
        return [link, { points: (edge.points ?? []).map(pointOf), at: pointOf(edge) }];
      }),
    ),
    width,
    height,
  };
}

function pointOf({ x = 0, y = 0 }: Partial<Point>): Point {
  return { x, y };
}

function onShelves(layouts: readonly Layout[]): Layout {
  const widest = layouts.reduce((most, { width }) => Math.max(most, width), SHELF);
  const places = new Map<string, Point>();
  const routes = new Map<Link, Route>();
  let [x, y, row, right] = [0, 0, 0, 0];
  for (const each of [...layouts].sort((a, b) => b.height - a.height)) {
    if (x > 0 && x + each.width > widest) [x, y, row] = [0, y + row + GAP, 0];
    const moved = ({ x: left, y: top }: Point): Point => ({ x: left + x + MARGIN, y: top + y + MARGIN });
    for (const [id, place] of each.places) places.set(id, moved(place));
    for (const [link, { points, at }] of each.routes) routes.set(link, { points: points.map(moved), at: moved(at) });
    x += each.width + GAP;
    row = Math.max(row, each.height);
    right = Math.max(right, x - GAP);
  }
  return { places, routes, width: right + 2 * MARGIN, height: y + row + 2 * MARGIN };
}
