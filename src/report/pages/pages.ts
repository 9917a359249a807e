/** The pages of HTML: in the program a script of their own, which only they need. */
export { graphPage } from './graph-page.js';
export { reportPage } from './report-page.js';
