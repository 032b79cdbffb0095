/** Finds the name that was probably meant. */

/**
 * The names of `known` closest to `name`, at most `count`, best first: those within a third of its length in single-character
 * edits, or that contain it or are contained in it.
 */
export function suggestions(name: string, known: Iterable<string>, count = 3): string[] {
  const limit = Math.max(1, Math.floor(name.length / 3));
  const scored: { candidate: string; distance: number }[] = [];
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), limit);
    const inside = name !== "" && (candidate.includes(name) || name.includes(candidate));
    if (distance <= limit) scored.push({ candidate, distance });
    else if (inside) scored.push({ candidate, distance: limit + 1 });
  }
  scored.sort((a, b) => a.distance - b.distance);
  return scored.slice(0, count).map(({ candidate }) => candidate);
}

/** Insertions, deletions and replacements that lead from `a` to `b`; any number above `limit` stands for more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replace, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
