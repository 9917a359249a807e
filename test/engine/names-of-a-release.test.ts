import { expect, test } from 'vitest';
import { lint } from '../../src/index.js';

const RELEASE = 'the-alerts-of-all-our-programs';

/** What helm prints of a chart that puts the name of its release before a fixed one. */
const rendered = (release: string, name: string): string => `---
# Source: ${RELEASE}/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: ${release}-${name}
spec:
  type: ExternalName
  externalName: alerts.example.com
`;

/** How severe it is that the name is too long, where nobody but svclint has said what the release is called. */
function severityOf(name: string): string | undefined {
  const { diagnostics } = lint([], {
    charts: [
      {
        ...{ folder: '', name: RELEASE, namespace: 'default', templates: [] },
        ...{ release: RELEASE, isReleaseGuessed: true, output: rendered(RELEASE, name) },
        renamed: { release: 'other', output: rendered('other', name) },
      },
    ],
  });
  return diagnostics.find(({ rule }) => rule === 'invalid-name')?.severity;
}

test.each([
  ['connector', undefined],
  ['connector-to-the-desk-of-those-who-are-on-call', 'info'],
  ['connector-to-the-desk-of-those-who-are-on-call-in-the-night-or-on-sundays', 'error'],
])('a chart that appends %s to the name of its release: %s', (name, expected) => {
  expect(severityOf(name)).toBe(expected);
});
