/** What people put behind a name without meaning another thing. */
const ENDING = /(?:service|services|server|svc|srv|app|api|base|internal|host|http|grpc|url)$/;

/** `users` of `USERS_SERVICE_`, `users-svc` and `usersApi`: letters and digits, without endings that say nothing. */
export function coreOfName(name: string): string {
  let core = name.toLowerCase().replace(/[^a-z0-9]+/g, '');
  for (
    let shorter = core.replace(ENDING, '');
    shorter.length > 1 && shorter !== core;
    shorter = core.replace(ENDING, '')
  )
    core = shorter;
  return core;
}
