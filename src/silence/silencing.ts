import type { Span } from '../text/source-file.js';

/** One rule that a silencing names. */
export interface AllowedRule {
  readonly id: string;
  readonly span: Span;
}

/** A comment `# svclint: allow RULE -- reason`, or the annotation `svclint.dev/allow` of an object. */
export interface Silencing {
  readonly form: 'comment' | 'annotation';
  /** The comment, or the value of the annotation. */
  readonly span: Span;
  readonly rules: readonly AllowedRule[];
  readonly reason: string | undefined;
  /** The first part that is not in the form, which silences nothing. */
  readonly malformed: Malformed | undefined;
  /** The text in which a comment silences findings; undefined where nothing stands below it, and for an annotation. */
  readonly covers: Span | undefined;
  /** The document in which it stands, from the `---` before it to the next one. */
  readonly document: Span;
}

/**
 * What is wrong with the form of a silencing: another word than `allow`, no rule at all, or a text that no rule can be
 * called.
 */
export interface Malformed {
  readonly kind: 'word' | 'empty' | 'name';
  readonly span: Span;
  readonly text: string;
}

/** What became of the silencings when everything else had been judged. */
export interface Verdict {
  /** The rules whose findings can be silenced in place. */
  readonly rules: readonly string[];
  /** The rules about silencings themselves, whose findings cannot. */
  readonly aboutSilencings: readonly string[];
  /** True where the settings switch the rule off at that place, so that nothing is left to silence. */
  isOff(rule: AllowedRule): boolean;
  isUsed(rule: AllowedRule): boolean;
  /** True where the silencing covers a finding of the rule that a nearer one silences already. */
  isSpare(rule: AllowedRule, silencing: Silencing): boolean;
  /** A finding of the rule in the same document that is not silenced. */
  missed(rule: AllowedRule, silencing: Silencing): Span | undefined;
}
