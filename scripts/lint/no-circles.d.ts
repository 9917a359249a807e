import type { Rule } from 'eslint';

export const noCircles: Rule.RuleModule;
