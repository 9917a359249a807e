import { describe, expect, it } from 'vitest';
import { opensOthers, toldPorts } from '../../../src/k8s/programs/told-ports.js';
import { textOf } from '../../../src/text/source-file.js';
import { containerOf } from '../../support/pods.js';

const told = (fields: string): readonly string[] =>
  toldPorts(containerOf(`{name: main, ${fields}}`)).map(({ port, said, purpose }) => `${port} ${purpose}: ${said}`);

const words = (line: string): string =>
  `command: [${line
    .split(' ')
    .map((word) => JSON.stringify(word))
    .join(', ')}]`;

const env = (...pairs: readonly (readonly [string, string])[]): string =>
  `env: [${pairs.map(([name, value]) => `{name: ${name}, value: "${value}"}`).join(', ')}]`;

describe('ports that a command gives to its program (semantics 6.8)', () => {
  it.each<readonly [string, readonly string[]]>([
    ['app --port=3000', ['3000 serving: --port=3000']],
    ['app --port 3000', ['3000 serving: --port 3000']],
    ['app -port=3000', ['3000 serving: -port=3000']],
    ['app --listen=:3000', ['3000 serving: --listen=:3000']],
    ['app --listen 0.0.0.0:3000', ['3000 serving: --listen 0.0.0.0:3000']],
    ['app --listen=http://+:3000/', ['3000 serving: --listen=http://+:3000/']],
    ['app --listen=[::]:3000', ['3000 serving: --listen=[::]:3000']],
    ['app --http-addr=:3000', ['3000 serving: --http-addr=:3000']],
    ['uvicorn app:app --port 3000', ['3000 serving: --port 3000']],
    ['redis-server -p 3000', []],
    ['redis-server --port 3000', ['3000 serving: --port 3000']],
    ['python manage.py runserver 0.0.0.0:3000', ['3000 serving: manage.py runserver 0.0.0.0:3000']],
    ['python manage.py runserver 3000', ['3000 serving: manage.py runserver 3000']],
    ['php -S 0.0.0.0:3000', ['3000 serving: php -S 0.0.0.0:3000']],
    ['flask run -p 3000', ['3000 serving: -p 3000']],
    ['next start -p 3000', ['3000 serving: -p 3000']],
    ['gunicorn -b :3000 app:app', ['3000 serving: -b :3000']],
    ['ray start --head --dashboard-port 3000', ['3000 serving: --dashboard-port 3000']],
    ['app --health-probe-bind-address=:8081', ['8081 probes: --health-probe-bind-address=:8081']],
    ['app --healthz-port=8081', ['8081 probes: --healthz-port=8081']],
    ['dlv --listen=:40000 --headless exec /manager -- --port=3000', ['3000 serving: --port=3000']],
    ['/go/bin/dlv --listen=:40000 exec /manager', []],
    ['app --manager-health-addr :8081', ['8081 probes: --manager-health-addr :8081']],
  ])('`%s`', (line, expected) => {
    expect(told(words(line))).toEqual(expected);
  });

  it.each([
    ['a flag of something else', 'app --db-port=3000'],
    ['an address of something else', 'app --upstream=:3000'],
    ['the short flag of no known program', 'app -p 3000'],
    ['a number without a flag', 'app 3000'],
    ['a word behind a program that takes none there', 'uvicorn app:app 3000'],
    ['no word behind a program that takes one', 'python manage.py runserver'],
    ['a word that is no address behind a program that takes one', 'python manage.py runserver --noreload'],
    ['a port that is a variable', 'app --port=$(PORT)'],
    ['a number of one digit', 'app --port=0'],
    ['a number of six digits', 'app --port=300000'],
    ['one address of its own', 'app --listen=10.0.0.1:3000'],
    ['a name to listen for', 'app --listen=shop:3000'],
    ['a number where an address is wanted', 'app --listen=3000'],
    ['a flag whose value is missing', 'app --port'],
    ['a word that only looks like a flag', 'app port=3000'],
    ['metrics, which are another port', 'app --metrics-bind-address=:3000'],
    ['the command of a client', 'curl --port 3000'],
    ['a host to call beside its port', 'app --host db --port 5432'],
    ['a host to call in one word', 'app --host=db --port=5432'],
    ['a URL to call', 'app --url http://db --port 5432'],
    ['a listener of probes on a port that is no number', 'app --healthz-port=health'],
  ])('nothing for %s', (_, line) => {
    expect(told(words(line))).toEqual([]);
  });

  it.each([
    ['an address', 'app --host 0.0.0.0 --port 3000'],
    ['localhost', 'app --host localhost --port 3000'],
    ['every address, in a URL', 'app --url=http://0.0.0.0 --port 3000'],
    ['every address, with a plus', 'app --url=http://+ --port 3000'],
    ['nothing', 'app --host= --port 3000'],
    ['a switch', 'app --host true --port 3000'],
    ['another host, which is not the one to call', 'app --allowed-host shop --port 3000'],
  ])('still where the host is %s', (_, line) => {
    expect(told(words(line))).toEqual(['3000 serving: --port 3000']);
  });

  it('points at the word that says it', () => {
    const places = (line: string): readonly string[] =>
      toldPorts(containerOf(`{name: main, ${words(line)}}`)).map(({ place }) => textOf(place.span));
    expect(places('app --listen=:3001 --port 3000')).toEqual(['"--listen=:3001"', '"3000"']);
  });

  it('finds it in the lines of a script, and not in its comments', () => {
    const script = (text: string): readonly string[] => told(`command: [sh, -c, ${JSON.stringify(text)}]`);
    expect(script('sleep 1 && exec app --port=3000')).toEqual(['3000 serving: --port=3000']);
    expect(script('# app --port=3000\nexec app')).toEqual([]);
    expect(script('curl --host db --port 3000; app --port=3001')).toEqual(['3001 serving: --port=3001']);
    expect(script('migrate --host db; app --port=3001')).toEqual([]);
  });
});

describe('ports that variables give to a program', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['by custom', env(['PORT', '3000']), ['3000 serving: PORT=3000']],
    ['as a URL', env(['ASPNETCORE_URLS', 'http://+:3000']), ['3000 serving: ASPNETCORE_URLS=http://+:3000']],
    ['as a list of one', env(['ASPNETCORE_URLS', 'http://+:3000;']), ['3000 serving: ASPNETCORE_URLS=http://+:3000;']],
    ['as an address to listen on', env(['LISTEN_ADDR', ':3000']), ['3000 serving: LISTEN_ADDR=:3000']],
    ['as an address that may be one to listen on', env(['SERVER_ADDR', ':3000']), ['3000 serving: SERVER_ADDR=:3000']],
    ['not without the colon of an address', env(['LISTEN_ADDR', '3000']), []],
    ['not by another name', env(['DB_PORT', '3000']), []],
    ['not by an address of something else', env(['DB_ADDR', ':3000']), []],
    ['not a port of a database', env(['PORT', '5432']), []],
    ['not a text', env(['PORT', 'http']), []],
    ['not beside a host to call', env(['PORT', '3000'], ['HOST', 'db']), []],
    ['not beside a host that is said twice', env(['PORT', '3000'], ['HOST', '0.0.0.0'], ['HOST', 'db']), []],
    ['beside a host that is this one', env(['PORT', '3000'], ['HOST', '0.0.0.0']), ['3000 serving: PORT=3000']],
    ['beside the host of something else', env(['PORT', '3000'], ['DB_HOST', 'db']), ['3000 serving: PORT=3000']],
    ['not to a well-known image', `image: nginx, ${env(['PORT', '3000'])}`, []],
    [
      'to a well-known image that takes it',
      `image: ollama/ollama, ${env(['OLLAMA_HOST', '0.0.0.0:3000'])}`,
      ['3000 serving: OLLAMA_HOST=0.0.0.0:3000'],
    ],
    ['to an image built from one', `image: shop/nginx, ${env(['PORT', '3000'])}`, ['3000 serving: PORT=3000']],
    ['not beside a command that calls a host', `${words('app --host db')}, ${env(['PORT', '3000'])}`, []],
  ])('%s', (_, fields, expected) => {
    expect(told(fields)).toEqual(expected);
  });
});

describe('a program with other ports', () => {
  it.each([
    ['app --port=3000 --metrics-port=9090', true],
    ['app --port=3000 --metrics-port 9090', true],
    ['app --port=3000 --admin=:9090', true],
    ['app --port=3000', false],
    ['app --port=3000 --grpc-port=3000', false],
    ['app --port=3000 --workers=16', false],
    ['app --port=3000 --upstream=db:9090', false],
    ['app --port=3000 9090', false],
    ['app --port=3000 support 9090', false],
  ])('`%s`: %s', (line, expected) => {
    expect(opensOthers(containerOf(`{name: main, ${words(line)}}`), 3000)).toBe(expected);
  });

  it('opens them by any command of its script', () => {
    const script = 'args: ["migrate --all && app --metrics-port=9090"]';
    expect(opensOthers(containerOf(`{name: main, ${script}}`), 3000)).toBe(true);
  });
});

describe('a port that belongs to an address of the site', () => {
  it('is that of SERVER_PORT beside SERVER_NAME or SERVER_SCHEME', () => {
    expect(told(env(['SERVER_PORT', '80'], ['SERVER_NAME', 'shop.example.org']))).toEqual([]);
    expect(told(env(['SERVER_PORT', '80'], ['SERVER_SCHEME', 'https']))).toEqual([]);
    expect(told(env(['SERVER_PORT', '8080'], ['NAME', 'shop']))).toEqual(['8080 serving: SERVER_PORT=8080']);
  });
});

describe('a variable beside one that says every address', () => {
  it.each<readonly [string, readonly (readonly [string, string])[], readonly string[]]>([
    [
      'tells the port',
      [
        ['API_HOST', '0.0.0.0'],
        ['API_PORT', '3000'],
      ],
      ['3000 serving: API_PORT=3000'],
    ],
    [
      'in IPv6',
      [
        ['API_BIND', '::'],
        ['API_PORT', '3000'],
      ],
      ['3000 serving: API_PORT=3000'],
    ],
    [
      'not one of another name',
      [
        ['API_HOST', '0.0.0.0'],
        ['SHOP_PORT', '3000'],
      ],
      [],
    ],
    [
      'not beside a host to call',
      [
        ['API_HOST', 'api.shop'],
        ['API_PORT', '3000'],
      ],
      [],
    ],
    [
      'not for one purpose of several',
      [
        ['METRICS_HOST', '0.0.0.0'],
        ['METRICS_PORT', '3000'],
      ],
      [],
    ],
  ])('%s', (_, pairs, expected) => {
    expect(told(env(...pairs))).toEqual(expected);
  });
});
