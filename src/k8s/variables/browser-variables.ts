/** What a tool that builds pages does with variables of a prefix. */
export interface BrowserVariable {
  readonly prefix: string;
  readonly tool: string;
}

interface Row extends BrowserVariable {
  readonly source: string;
}

/**
 * Variables that are written into the code which runs in browsers, while it is built (semantics 8.2). Those of tools
 * that also run pages on the server, as `NEXT_PUBLIC_`, are left out: there a cluster name may serve.
 */
const ROWS: readonly Row[] = [
  {
    prefix: 'REACT_APP_',
    tool: 'Create React App',
    source: 'create-react-app docs, adding-custom-environment-variables',
  },
  { prefix: 'VITE_', tool: 'Vite', source: 'vite docs, guide/env-and-mode; config `envPrefix`' },
  { prefix: 'VUE_APP_', tool: 'Vue CLI', source: 'vue-cli docs, guide/mode-and-env' },
  { prefix: 'GATSBY_', tool: 'Gatsby', source: 'gatsby docs, how-to/local-development/environment-variables' },
  { prefix: 'EXPO_PUBLIC_', tool: 'Expo', source: 'expo docs, guides/environment-variables' },
];

/** Words of variables whose value a server needs, although it is called as for browsers. */
const FOR_SERVERS = /PROXY|INTERNAL|UPSTREAM|SSR|SERVER_SIDE|CLUSTER/;

/** The tool that hands a variable to browsers; undefined for all other variables. */
export function browserVariable(name: string): BrowserVariable | undefined {
  return FOR_SERVERS.test(name) ? undefined : ROWS.find(({ prefix }) => name.startsWith(prefix));
}
