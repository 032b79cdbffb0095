/** Facts that are found once for an object, and kept as long as it is there. */

/**
 * A function that gives what `find` finds for an object, found when first asked for: the object must not change in what is found of it.
 * What it throws is not kept.
 */
export function keptFor<K extends object, V>(find: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) {
      entry = { value: find(key) };
      known.set(key, entry);
    }
    return entry.value;
  };
}
