import { APPLICATIONS } from './applications.js';
import type { ConfigFormat } from './config-format.js';
import { STORES } from './stores.js';
import { WEB_SERVERS } from './web.js';

/** Every program whose configuration file says where it listens; of one file the first that reads it decides. */
export const CONFIG_FORMATS: readonly ConfigFormat[] = [...WEB_SERVERS, ...STORES, ...APPLICATIONS];
