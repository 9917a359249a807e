/** What holds a tree, and can let it go. */
interface Holder {
  readonly length: number;
  keepIn(kept: KeptTrees): void;
  letGo(): void;
}

/** Characters of text whose trees are kept. A tree takes ten times the memory of its text, and more. */
const MOST = 14_000_000;

/** Of the texts beyond that, so many trees are kept: those of the documents that were asked for last. */
const RECENT = 64;

/**
 * The documents of one run whose trees are kept in memory. Rules go through a tree of files from the first to the last
 * and then begin again: so the first ones stay, rather than the last ones, which would be gone when their turn comes.
 */
export class KeptTrees {
  private length = 0;
  private readonly recent: Holder[] = [];
  private next = 0;

  take(holder: Holder): void {
    this.length += holder.length;
    if (this.length > MOST) holder.keepIn(this);
  }

  /** A tree has been read: the one that was read longest ago is let go. */
  note(holder: Holder): void {
    this.recent[this.next]?.letGo();
    this.recent[this.next] = holder;
    this.next = (this.next + 1) % RECENT;
  }
}
