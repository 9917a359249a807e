import { SourceFile } from '../../text/source-file.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { objectsIn, type LoadedObject } from '../../units/unit/objects.js';
import { parseFile } from '../../yaml/parse.js';
import { STAND_IN } from '../walk/hop.js';

/** A Pod without labels, for a walk that begins in a namespace and not at a workload. */
export function standIn(namespace: string): { readonly object: LoadedObject; readonly template: PodTemplate } {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: any-pod, namespace: ${JSON.stringify(namespace)}}
spec: {containers: [{name: main, image: any}]}
`;
  const file = new SourceFile(STAND_IN, text);
  const context = { partial: false, isPatched: () => false, labelKeys: new Set<string>() };
  const [object] = parseFile(file).documents.flatMap((document) =>
    objectsIn(document, file, context, { serverSide: false }),
  );
  const template = object?.workload?.templates[0];
  if (object === undefined || template === undefined) throw new Error('the Pod for a namespace cannot be read');
  return { object, template };
}
