type Graph = ReadonlyMap<string, ReadonlySet<string>>;

export function importsOf(root: string, folders: readonly string[]): Map<string, Set<string>>;
export function roomsOf(imports: Graph): Map<string, Set<string>>;
export function circlesIn(graph: Graph): string[][];
export function wayBack(graph: Graph, from: string, by: string): string[];
