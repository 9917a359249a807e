import { firstAbove } from '../../data/first-around.js';
import { SourceFile, type Span } from '../../text/source-file.js';
import { splitSources, type PlacedDocument } from './sources.js';

/**
 * What helm printed into a stream, as one file for each template that it names, so that it is judged as the chart would
 * be. Findings point into the stream, which is all that is there. A stream that names no templates is one file.
 */
export function streamedTemplates(stream: SourceFile): readonly SourceFile[] {
  const templates = splitSources(stream.text);
  if (templates === undefined) return [stream];
  return templates.map(({ source, text, documents }) => {
    const inStream = offsetsIn(documents);
    const originOf = ({ start, end }: Span): { readonly span: Span; readonly literal: boolean } => ({
      span: { file: stream, start: inStream(start), end: inStream(end) },
      literal: true,
    });
    return new SourceFile(source, text, { originOf, isExcerpt: true });
  });
}

/** An offset in the text of a template, in the stream; a separator stands for the document behind it. */
function offsetsIn(documents: readonly PlacedDocument[]): (offset: number) => number {
  const starts = documents.map(({ start }) => start);
  return (offset) => {
    const document = documents[firstAbove(starts, offset) - 1] ?? documents[0];
    if (document === undefined) return 0;
    const { start, length, inOutput } = document;
    return inOutput + Math.min(length, Math.max(0, offset - start));
  };
}
