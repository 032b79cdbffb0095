/** The memory that the functions of one run of a checkpointed loop share: what they are given, what is handed on, and the adjoints. */
import { carriesFloat } from "../../analysis/flow.ts";
import type { IRBuilder } from "../../ir/builder.ts";
import { constInt } from "../../ir/literal.ts";
import type { StructType, Type, TypeTable } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import { heapAlign } from "../../reverse/tape.ts";
import { hasShadow } from "../../reverse/spec.ts";
import type { UnitSpec } from "../../reverse/unit-spec.ts";
import { at, must } from "../../support/assert.ts";
import type { OutlinedLoop } from "./outlined.ts";

/** What a place in the memory holds. */
export type EnvKey =
  | "handle"
  | "regions"
  | `${"value" | "shadow" | "adjoint"} ${number}`
  | `${"cell" | "cell shadow"} ${number}`;

/** The layout of the memory of one pair. */
export class Env {
  readonly type: StructType;
  /** The type of a `tsad_region`. */
  readonly regionType: StructType;
  private readonly places = new Map<EnvKey, number>();
  private readonly types: TypeTable;
  private readonly layout: DataLayout;

  /** @param regionCount how many regions there are room for */
  constructor(loop: OutlinedLoop, spec: UnitSpec, regionCount: number, bytes: Type) {
    const { types, layout } = loop.fn.module;
    this.types = types;
    this.layout = layout;
    this.regionType = types.struct([bytes, types.i64, types.i32]);
    const fields: Type[] = [];
    const add = (key: EnvKey, type: Type): void => {
      this.places.set(key, fields.length);
      fields.push(type);
    };
    add("handle", bytes);
    loop.fn.functionType.params.forEach((type, i) => {
      add(`value ${i}`, type);
      if (hasShadow(spec.params[i])) add(`shadow ${i}`, type);
      if (spec.params[i] === "out") add(`adjoint ${i}`, type);
    });
    loop.carried.forEach(({ type }, i) => {
      add(`cell ${i}`, type);
      if (type.kind === "pointer" || carriesFloat(type)) add(`cell shadow ${i}`, type);
    });
    add("regions", types.array(this.regionType, regionCount));
    this.type = types.struct(fields);
  }

  /** Is there such a place? */
  has(key: EnvKey): boolean {
    return this.places.has(key);
  }

  /** The type of what is there. */
  typeAt(key: EnvKey): Type {
    return at(this.type.fields ?? [], must(this.places.get(key), `there is a place for ${key}`));
  }

  /** The address of a place in the memory at `base`. */
  address(build: IRBuilder, base: Value, key: EnvKey): Value {
    const index = must(this.places.get(key), `there is a place for ${key}`);
    const { i32 } = this.types;
    return build.gep(this.type, base, [constInt(i32, 0), constInt(i32, index)]);
  }

  /** What is there. */
  load(build: IRBuilder, base: Value, key: EnvKey): Value {
    const type = this.typeAt(key);
    return build.load(type, this.address(build, base, key), { align: this.alignOf(type) });
  }

  /** Puts something there. */
  store(build: IRBuilder, base: Value, key: EnvKey, value: Value): void {
    build.store(value, this.address(build, base, key), { align: this.alignOf(value.type) });
  }

  private alignOf(type: Type): number {
    return Math.min(heapAlign, this.layout.abiAlign(type));
  }

  /** The address of a region. */
  region(build: IRBuilder, base: Value, index: number): Value {
    const { i32 } = this.types;
    const place = must(this.places.get("regions"), "there is a place for regions");
    return build.gep(
      this.type,
      base,
      [0, place, index].map((n) => constInt(i32, n)),
    );
  }
}
