/** The functions of the runtime that generated code calls (runtime/driver/generated.c). */
import type { IRBuilder } from "../../ir/builder.ts";
import type { Function } from "../../ir/graph.ts";
import { ConstantExpr, Literal } from "../../ir/constants.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { constInt } from "../../ir/literal.ts";
import { heapCalls } from "../../ir/heap.ts";
import type { GradientServices } from "../../reverse/services.ts";

/** Calls of the runtime in one module. All pointers are passed as pointers to bytes. */
export class RuntimeCalls {
  private readonly services: GradientServices;
  private readonly bytes: Type;

  constructor(services: GradientServices) {
    this.services = services;
    this.bytes = heapCalls(services).pointer;
  }

  private declared(name: string, ret: Type, params: readonly Type[]): Function {
    return this.services.declareFunction(name, this.services.types.fn(ret, params));
  }

  /** Begins a loop; gives the handle. The arguments are those of `tsad_checkpoint_begin_loop`, in order. */
  begin(build: IRBuilder, args: readonly Value[]): Value {
    const { i64 } = this.services.types;
    const { bytes } = this;
    const params = [bytes, bytes, bytes, i64, bytes, bytes, bytes, i64, i64, i64];
    return build.call(this.declared("tsad_checkpoint_begin_loop", bytes, params), args);
  }

  /** Runs the loop; gives what its last step returned. */
  forward(build: IRBuilder, handle: Value): Value {
    return build.call(
      this.declared("tsad_checkpoint_forward", this.services.types.i32, [this.bytes]),
      [handle],
    );
  }

  /** Reverses the loop, and gives back all that it took. */
  reverse(build: IRBuilder, handle: Value): void {
    const type = this.services.types.void;
    build.call(this.declared("tsad_checkpoint_reverse", type, [this.bytes]), [handle]);
    build.call(this.declared("tsad_checkpoint_end", type, [this.bytes]), [handle]);
  }

  /** A pointer to that text. */
  text(content: string, build: IRBuilder): Value {
    const { types } = this.services;
    const data = Buffer.from(content, "utf8");
    const type = types.array(types.i8, data.length + 1);
    const escaped = [...data].map((byte) => {
      const isPlain = byte >= 32 && byte < 127 && byte !== 34 && byte !== 92;
      return isPlain
        ? String.fromCharCode(byte)
        : `\\${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    });
    const global = this.services.addGlobal({
      name: this.services.freshName("tsad.text"),
      type,
      header: "private unnamed_addr constant",
      initializer: new Literal(type, `c"${escaped.join("")}\\00"`),
    });
    return build.bitcastPointer(global, this.bytes);
  }

  /** A number of 64 bits. */
  number(value: bigint | number): Value {
    return constInt(this.services.types.i64, value);
  }
}

/** A function as a pointer to bytes. */
export function asBytes(fn: Function, bytes: Type): Value {
  return fn.type === bytes ? fn : new ConstantExpr(bytes, "bitcast", [fn]);
}
