/**
 * What the CustomResourceDefinitions of one project say of fields, in the notation of the field table of `schema`. A
 * field that any release has is listed, so that nobody is told off for an older or a newer one (semantics 7.21).
 */
export interface Definitions {
  /** The type of each kind, by apiVersion and kind. */
  readonly kinds: Readonly<Record<string, string>>;
  /** The fields of each type as `name:shape`. */
  readonly types: Readonly<Record<string, string>>;
}
