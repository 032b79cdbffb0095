/** The scalars that a type is made of: what an ABI passes in another type has the same ones at the same offsets. */
import type { DataLayout } from "../ir/datalayout.ts";
import type { Type } from "../ir/types.ts";

/** The scalars of a type with their offsets, `double@8`; null for a type with other parts. */
export function leaves(type: Type, layout: DataLayout, base = 0): string[] | null {
  if (type.kind === "struct") {
    return joined(
      (type.fields ?? []).map((field, i) =>
        leaves(field, layout, base + layout.fieldOffset(type, i)),
      ),
    );
  }
  if (type.kind === "array" || (type.kind === "vector" && !type.scalable)) {
    const { element, length } = type;
    const step = layout.sizeOf(element);
    return joined(Array.from({ length }, (_, i) => leaves(element, layout, base + i * step)));
  }
  if (type.kind === "pointer") return [`ptr@${base}`];
  return type.kind === "float" || type.kind === "int" ? [`${type.text}@${base}`] : null;
}

function joined(parts: readonly (string[] | null)[]): string[] | null {
  const all: string[] = [];
  for (const part of parts) {
    if (part === null) return null;
    all.push(...part);
  }
  return all;
}

/** Have values of the two types the same scalars at the same offsets, so that one may be read as the other? */
export function sameLeaves(a: Type, b: Type, layout: DataLayout): boolean {
  if (a === b) return true;
  const [own, other] = [leaves(a, layout), leaves(b, layout)];
  return own !== null && other !== null && own.join() === other.join();
}
