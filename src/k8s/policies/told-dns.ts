import { commentsAround } from '../object/comments.js';
import type { Resource } from '../object/resource.js';

const OPENED_ELSEWHERE =
  /\b(?:allowed|opened|covered|handled|granted|permitted|provided)\s+(?:already\s+)?(?:by|in|elsewhere|through|via)\b/i;

/** A comment beside the egress rules that says who opens DNS for the Pods: a policy that is not on disk. */
export function saysWhoOpensDns(policy: Resource): boolean {
  const comments = commentsAround(policy.keyAt('spec', 'egress'));
  return comments.some((comment) => /\bDNS\b/i.test(comment) && OPENED_ELSEWHERE.test(comment));
}
