// Loaded before the program: whatever opens a connection, or starts another program than helm and git, ends the run.
const { syncBuiltinESMExports } = require('node:module');
const path = require('node:path');

function forbidden(what) {
  process.stderr.write(`FORBIDDEN: ${what}\n`);
  process.exit(99);
}

for (const [name, functions] of [
  ['net', ['connect', 'createConnection', 'createServer']],
  ['tls', ['connect']],
  ['dgram', ['createSocket']],
  ['dns', ['lookup', 'resolve', 'resolve4', 'resolve6']],
  ['http', ['request', 'get']],
  ['https', ['request', 'get']],
  ['http2', ['connect']],
]) {
  const module = require(`node:${name}`);
  for (const each of functions) module[each] = () => forbidden(`${name}.${each}`);
}
require('node:net').Socket.prototype.connect = () => forbidden('a socket');
globalThis.fetch = () => forbidden('fetch');

const children = require('node:child_process');
for (const name of ['spawn', 'spawnSync', 'execFile', 'execFileSync']) {
  const start = children[name];
  children[name] = (program, ...rest) =>
    /^(?:helm|git)(?:\.exe)?$/.test(path.basename(program)) ? start(program, ...rest) : forbidden(program);
}
for (const name of ['exec', 'execSync', 'fork']) children[name] = (program) => forbidden(program);
syncBuiltinESMExports();
