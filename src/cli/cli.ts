import { processIo } from '../host/process/process-io.js';
import { main } from './main.js';

// Only the code is set: process.exit would cut off what a pipe has not taken yet.
process.exitCode = await main(process.argv.slice(2), processIo());
