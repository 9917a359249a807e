import type { Io } from '../../host/process/io.js';
import { printable } from '../../text/words.js';
import { VERSION } from '../../report/version.js';

/**
 * The lines for an error that svclint did not expect; `where` is the rule that failed. The stack stands there if
 * SVCLINT_DEBUG is set.
 */
export function bugReport(error: unknown, io: Io, where?: string): string {
  const message = printable(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const stack =
    io.env['SVCLINT_DEBUG'] && error instanceof Error && error.stack !== undefined ? `${error.stack}\n` : '';
  const hint = stack === '' ? '; SVCLINT_DEBUG=1 shows where it happened' : '';
  const program = `svclint ${VERSION}, node ${process.version}, ${process.platform}`;
  return (
    `svclint: internal error${where === undefined ? '' : ` in ${where}`}: ${message}\n${stack}` +
    `svclint: this is a bug; report it with the line above and the manifest that causes it (${program})${hint}\n`
  );
}
