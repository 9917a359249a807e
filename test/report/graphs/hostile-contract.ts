import type { Contract } from '../../../src/answers/contract/contract.js';

/** A contract in which every text is this one. */
export function hostileContract(text: string): Contract {
  const at = { file: text, line: 1 };
  const common = { kind: text, name: text, findings: [0] };
  const port = { name: text, port: text, protocol: text, target: text };
  return {
    namespaces: [
      {
        unit: text,
        namespace: text,
        parts: [
          { ...common, id: `a${text}`, role: 'entry', hosts: [text], at },
          { ...common, id: `b${text}`, role: 'workload', readiness: 'always', absent: null, at },
        ],
      },
    ],
    edges: [{ from: `a${text}`, to: `b${text}`, kind: 'calls', ports: [port], status: 'broken', findings: [0], at }],
    findings: [{ rule: text, severity: 'error', message: text, help: text, file: text, line: 1, column: 1 }],
    otherFindings: 0,
  };
}
