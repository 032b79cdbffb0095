/**
 * Loads and stores of single bytes (or vectors of them). Bytes are storage of anything, so they are no evidence of what memory
 * holds; but where other accesses say that it holds a float, they move or overwrite a part of that.
 */
import { type LoadInst, StoreInst } from "../ir/instructions.ts";
import { scalarType, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import type { ContentIndex } from "./contents.ts";
import type { MemoryModel, Root } from "./memory.ts";
import { Offsets } from "./offsets.ts";

/** Answers for one function; a snapshot. The places of pointers are computed when first asked for. */
export class ByteAccesses {
  private readonly memory: MemoryModel;
  private readonly contents: ContentIndex;
  private offsets: Offsets | null = null;

  constructor(memory: MemoryModel, contents: ContentIndex) {
    this.memory = memory;
    this.contents = contents;
  }

  /** Is the access one of bytes, at a place of `root` where a float may be? */
  isOfFloat(access: LoadInst | StoreInst, root: Root): boolean {
    const type = access instanceof StoreInst ? access.value.type : access.type;
    const scalar = scalarType(type);
    const { layout } = this.memory.function.module;
    if (scalar.kind !== "int" || scalar.bits > 8 || layout.isScalable(type)) return false;
    return this.isFloatAt(access.pointer, type, root);
  }

  /** May bytes of a value of `type` at `pointer`, in `root`, be those of a float by some other access? */
  isFloatAt(pointer: Value, type: Type, root: Root): boolean {
    const { layout } = this.memory.function.module;
    this.offsets ??= new Offsets(this.memory.function, this.memory);
    const end = { roots: new Set([root]), place: this.offsets.placeOf(pointer) };
    for (const leaf of this.contents.leavesBehind(end, layout.storeSize(type))) {
      if (leaf.type.kind === "float") return true;
    }
    return false;
  }
}
