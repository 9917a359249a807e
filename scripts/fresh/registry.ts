import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry of npm on this machine, which has one version of one package. */
export async function registry(
  tarball: string,
  { name, version }: { readonly name: string; readonly version: string },
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const bytes = readFileSync(tarball);
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const server = createServer(({ url = '', headers }, response) => {
    const base = `http://${headers.host ?? ''}`;
    const manifest = {
      name,
      version,
      bin: { [name]: 'dist/cli.js' },
      dist: { tarball: `${base}/${name}.tgz`, integrity },
    };
    if (url === `/${name}`)
      response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: manifest } }));
    else if (url === `/${name}.tgz`) response.end(bytes);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
