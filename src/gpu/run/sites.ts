/** Places of the program that the runtime may have to name: of accesses, of what waits, of calls. Each is a small object of the module. */
import { ConstantAggregate, ConstantExpr, Literal } from "../../ir/constants.ts";
import { placesOf } from "../../ir/debug-info.ts";
import type { Function, GlobalVariable, Instruction } from "../../ir/graph.ts";
import { constInt } from "../../ir/literal.ts";
import type { Module } from "../../ir/module.ts";
import { escape } from "../../ir/print/names.ts";
import type { PointerType, StructType } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { must } from "../../support/assert.ts";
import { placeOrder } from "./order.ts";

/** Makes the places of one module. */
export class Sites {
  readonly #module: Module;
  readonly #type: StructType;
  readonly #pointer: PointerType;
  readonly #orders = new Map<Instruction, number>();
  readonly #made = new Map<Instruction, Value>();
  #last = 0;

  constructor(module: Module) {
    const { types } = module;
    this.#module = module;
    this.#pointer = types.pointerTo(types.i8);
    this.#type = types.struct([this.#pointer, types.i32, types.i32]);
  }

  /** Fixes the order of the places in `fn`, before anything is put into it. */
  note(fn: Function): void {
    for (const block of placeOrder(fn)) {
      for (const inst of block) this.#orders.set(inst, ++this.#last);
    }
  }

  /** `made` stands for `inst`, which goes. */
  replace(inst: Instruction, made: Instruction): void {
    this.#orders.set(made, must(this.#orders.get(inst), "the function was noted"));
    made.metadata = inst.metadata;
    made.position = inst.position;
  }

  /** A pointer to the place of `inst`. */
  of(inst: Instruction): Value {
    const known = this.#made.get(inst);
    if (known !== undefined) return known;
    const text = this.string(this.#text(inst));
    const { i32 } = this.#module.types;
    const fields = [
      text,
      constInt(i32, must(this.#orders.get(inst), "the function was noted")),
      constInt(i32, 0),
    ];
    const site = this.#module.addGlobal({
      name: this.#module.freshName("tsad.site"),
      type: this.#type,
      header: "internal global",
      initializer: new ConstantAggregate(this.#type, "struct", fields),
    });
    const made = this.asBytes(site);
    this.#made.set(inst, made);
    return made;
  }

  /** A pointer to the text, which ends in a zero. */
  string(text: string): Value {
    const { types } = this.#module;
    const bytes = Buffer.from(text, "utf8").toString("latin1");
    const type = types.array(types.i8, bytes.length + 1);
    const global = this.#module.addGlobal({
      name: this.#module.freshName("tsad.text"),
      type,
      header: "private unnamed_addr constant",
      initializer: new Literal(type, `c"${escape(bytes)}\\00"`),
    });
    return this.asBytes(global);
  }

  /** The global as a pointer to bytes. */
  asBytes(global: GlobalVariable): Value {
    if (global.type === this.#pointer) return global;
    return new ConstantExpr(this.#pointer, "bitcast", [global]);
  }

  /** `k.cu:12:7 in scale`, with the calls that were inlined around it; the line of the module where nothing is known of the source. */
  #text(inst: Instruction): string {
    const fn = inst.parent?.parent?.name ?? "?";
    const places = placesOf(inst.metadata, this.#module).map(
      (place) => `${place.file}:${place.line}:${place.column} in ${place.function ?? fn}`,
    );
    if (places.length > 0) return places.join(", called at ");
    if (inst.position < 0) return `${this.#module.file} in ${fn}`;
    return `${this.#module.file}:${this.#module.locate(inst.position).line} in ${fn}`;
  }
}
