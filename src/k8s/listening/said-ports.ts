import type { Container } from '../pods/container.js';
import { askedBy } from '../pods/probed.js';
import { imageDefaults } from '../programs/images.js';
import { toldPorts } from '../programs/told-ports.js';

/** The numbers that a container has for its ports without declaring them: told, probed, or those of its image. */
export function saidPorts(container: Container): readonly number[] {
  const probed = askedBy(container).flatMap(({ port }) => (typeof port === 'number' ? [port] : []));
  const given = container.variables.flatMap(({ name, value }) =>
    /(?:^|_)PORT$/.test(name) && /^\d{2,5}$/.test(value) ? [Number(value)] : [],
  );
  return [
    ...toldPorts(container).map(({ port }) => port),
    ...given,
    ...probed,
    ...(imageDefaults(container)?.ports ?? []),
  ];
}
