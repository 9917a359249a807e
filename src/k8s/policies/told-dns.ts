import { writtenSpan } from '../../text/source-file.js';
import type { Resource } from '../object/resource.js';

/** Characters before and behind the rules in which their comments stand, and of one comment. */
const REACH = 2000;
const LONGEST = 300;

const OPENED_ELSEWHERE =
  /\b(?:allowed|opened|covered|handled|granted|permitted|provided)\s+(?:already\s+)?(?:by|in|elsewhere|through|via)\b/i;

/** A comment beside the egress rules that says who opens DNS for the Pods: a policy that is not on disk. */
export function saysWhoOpensDns(policy: Resource): boolean {
  const { file, start } = writtenSpan(policy.keyAt('spec', 'egress').span);
  const [before, behind] = [file.text.slice(Math.max(0, start - REACH), start), file.text.slice(start, start + REACH)];
  const own = before.slice(before.lastIndexOf('\n---') + 1) + (behind.split('\n---', 1)[0] ?? '');
  return own.split('\n').some((line) => {
    const at = line.indexOf('#');
    const comment = at === -1 ? '' : line.slice(at, at + LONGEST);
    return /\bDNS\b/i.test(comment) && OPENED_ELSEWHERE.test(comment);
  });
}
