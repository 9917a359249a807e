import { rules } from '../../rules/index.js';

const refusing = new Set(
  rules.filter((rule) => rule.stage === 'admission' || rule.category === 'validity').map((rule) => rule.id),
);

/** True for a rule that speaks for kubectl and the API server: what it calls an error is never created. */
export function isRefusal(id: string): boolean {
  return refusing.has(id);
}
