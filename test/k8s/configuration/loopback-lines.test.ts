import { describe, expect, it } from 'vitest';
import { loopbackLines } from '../../../src/k8s/configuration/loopback-lines.js';

describe('loopbackLines', () => {
  it.each([
    ["app.listen(3000, 'localhost', () => {});", ['localhost 3000 code']],
    ['server.listen({ port: 3000, host: "127.0.0.1" });', ['127.0.0.1 3000 code']],
    ['app.run(host="127.0.0.1", port=5000)', ['127.0.0.1 5000 code']],
    ['uvicorn.run(app, port=5000, host="localhost")', ['localhost 5000 code']],
    ['HTTPServer(("127.0.0.1", 8000), Handler)', ['127.0.0.1 8000 code']],
    ['sock.bind(("localhost", 8000))', ['localhost 8000 code']],
    ['http.ListenAndServe("127.0.0.1:8080", nil)', ['127.0.0.1 8080 code']],
    ['net.Listen("tcp", "localhost:8080")', ['localhost 8080 code']],
    ['listen: "localhost:9251"', ['localhost 9251 file']],
    ['[metrics]\naddress = "127.0.0.1:9942"', ['127.0.0.1 9942 file']],
    ['  "bind_addr": "127.0.0.1:9000",', ['127.0.0.1 9000 file']],
    ['http-listen-address=[::1]:9000', ['[::1] 9000 file']],
    ['app.listen(3000);', []],
    ["app.listen(3000, '0.0.0.0');", []],
    ["fetch('http://localhost:3000')", []],
    ['redis_address: localhost:6379', []],
    ['database: localhost:5432', []],
    ['# listen: "localhost:9251"', []],
    ['listen: "localhost:9251"\nother: "0.0.0.0:9251"', []],
    ['listen: "localhost:9251"\npublic: ":9251"', []],
  ])('%j', (text, expected) => {
    const found = loopbackLines(text);
    expect(found.map(({ address, port, inCode }) => `${address} ${port} ${inCode ? 'code' : 'file'}`)).toEqual(
      expected,
    );
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(found.map(({ address }) => address));
  });
});
