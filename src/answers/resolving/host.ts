/** A host of a request, in lower case and without the dot at its end. */
export interface Host {
  readonly text: string;
  readonly isAbsolute: boolean;
  readonly scheme: string | undefined;
  readonly port: number | undefined;
}
