import * as dagre from '@dagrejs/dagre';

/** Where something was placed: its middle. */
interface Placed {
  readonly x?: number;
  readonly y?: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The graph of dagre, as far as it is used. */
interface LayoutGraph {
  setGraph(options: Readonly<Record<string, string | number>>): void;
  setNode(id: string, size: Size): void;
  setEdge(
    from: string,
    to: string,
    label: Size & { readonly labelpos: 'c'; readonly weight: number },
    name: string,
  ): void;
  graph(): Partial<Size>;
  node(id: string): Placed;
  edge(from: string, to: string, name: string): Placed & { readonly points?: readonly Placed[] };
}

/** Its own declarations name their files without endings, which TypeScript does not find in a module. */
interface Dagre {
  readonly Graph: new (options: { readonly multigraph: boolean }) => LayoutGraph;
  readonly layout: (graph: LayoutGraph) => void;
}

export const { Graph, layout } = dagre as unknown as Dagre;
