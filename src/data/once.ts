/** A function that computes each answer once. */
export function remember<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as V;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

/** A value that is computed when it is first asked for. */
export function once<V>(compute: () => V): () => V {
  let known: { readonly value: V } | undefined;
  return () => (known ??= { value: compute() }).value;
}

/** As `remember`, for what depends on a thing and on a value. */
export function rememberEach<A extends object, B, V>(compute: (key: A, value: B) => V): (key: A, value: B) => V {
  const ofKey = remember((key: A) => ({ key, known: new Map<B, V>() }));
  return (key, value) => {
    const { known } = ofKey(key);
    const found = known.get(value);
    if (found !== undefined || known.has(value)) return found as V;
    const answer = compute(key, value);
    known.set(value, answer);
    return answer;
  };
}
