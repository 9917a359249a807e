import { loadScript } from '../host/process/load-script.js';
import type * as Pages from '../report/pages/pages.js';

/** Stands in `dist/` for `report/pages/pages.ts`: the pages are a script of their own, read when one is asked for. */
export const { graphPage, reportPage } = loadScript(import.meta.dirname, 'pages') as typeof Pages;
