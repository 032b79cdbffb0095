/**
 * Address spaces on the host. Pointers of the host's own width are its pointers. Those of 32 bits (AMD's local and private memory)
 * stay of 32 bits, in LLVM's address space for such pointers, so that structs, casts to integers and arithmetic are what they
 * were; the runtime keeps that memory below 4 GiB. Memory is only ever accessed through pointers of the first kind.
 */
import { ConstantAggregate, ConstantExpr } from "../../ir/constants.ts";
import { DataLayout } from "../../ir/datalayout.ts";
import { type Function, GlobalVariable, type Instruction } from "../../ir/graph.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { AllocaInst, CastInst } from "../../ir/instructions.ts";
import type { Module } from "../../ir/module.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";
import { TsadError } from "../../support/errors.ts";

/** `ptr32_uptr` of LLVM's targets for hosts: pointers of 32 bits that are extended with zeros. */
const narrowSpace = 271;

/** The host's data layout, as far as sizes go. */
export const hostLayout = DataLayout.parse(
  `e-p${narrowSpace}:32:32-i64:64-i128:128-f80:128-n8:16:32:64`,
);

/** Where the spaces of a GPU with that layout lead. @throws TsadError E_GPU_UNSUPPORTED for pointers that are no addresses */
export function spacesFor(layout: DataLayout): (space: number) => number {
  return (space) => {
    if (space === 0 || space === narrowSpace) return space;
    const bits = layout.pointerBits(space);
    if (bits === 64) return 0;
    if (bits === 32) return narrowSpace;
    const reason = `pointers of ${bits} bits, into address space ${space}`;
    throw new TsadError("E_GPU_UNSUPPORTED", { reason });
  };
}

/** The space that the header of a global names. */
export function spaceOf(global: GlobalVariable): number {
  return Number(/\baddrspace\((\d+)\)/.exec(global.header)?.[1] ?? 0);
}

/** Allocas make pointers of the host's; where the GPU's are of 32 bits, a cast follows. */
export function lowerAllocas(fn: Function, module: Module): void {
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof AllocaInst)) continue;
    const { type } = inst;
    inst.tail = inst.tail.replace(/(?:, )?addrspace\(\d+\)/, "");
    const own = module.types.pointerTo(inst.allocatedType);
    if (own === type) continue;
    const users = [...inst.uses()];
    inst.type = own;
    const cast = new IRBuilder(InsertPoint.after(inst), module).cast("addrspacecast", inst, type);
    for (const use of users) use.value = cast;
  }
}

/** Casts between spaces that are one now become casts within it, or nothing. */
export function lowerCasts(fn: Function): void {
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CastInst) || inst.opcode !== "addrspacecast") continue;
    if (spaceOfType(inst.type) !== spaceOfType(inst.source.type)) continue;
    inst.replaceAllUsesWith(within(inst));
    inst.erase();
  }
}

/** What a cast within one space gives; typed pointers may still differ. */
function within(cast: CastInst): Value {
  if (cast.type === cast.source.type) return cast.source;
  const made = new CastInst(cast.type, "bitcast", [cast.source]);
  cast.parent?.insert(made, cast);
  return made;
}

/** The space of a pointer, or of a vector of pointers. */
function spaceOfType(type: Type): number {
  const scalar = type.kind === "vector" ? type.element : type;
  return scalar.kind === "pointer" ? scalar.space : 0;
}

/** A pointer as one of the host's own, made before `inst`. */
export function hostPointer(pointer: Value, inst: Instruction, module: Module): Value {
  const { type } = pointer;
  if (type.kind !== "pointer" || type.space === 0) return pointer;
  const own = module.types.pointerTo(type.pointee ?? module.types.i8);
  return new IRBuilder(InsertPoint.before(inst), module).cast("addrspacecast", pointer, own);
}

/** The initializer of a global on the host. @throws TsadError E_GPU_UNSUPPORTED for addresses that only a running block has */
export function lowerInitializer(
  value: Value,
  isShared: (global: GlobalVariable) => boolean,
): Value {
  if (value instanceof GlobalVariable && isShared(value)) {
    const reason = `a global with the address of the shared variable @${value.name}`;
    throw new TsadError("E_GPU_UNSUPPORTED", { reason });
  }
  if (value instanceof ConstantAggregate) {
    const elements = value.elements.map((element) => lowerInitializer(element, isShared));
    return new ConstantAggregate(value.type, value.form, elements);
  }
  return value instanceof ConstantExpr ? lowerExpression(value, isShared) : value;
}

function lowerExpression(expr: ConstantExpr, isShared: (global: GlobalVariable) => boolean): Value {
  const args = expr.args.map((arg) => lowerInitializer(arg, isShared));
  if (expr.opcode !== "addrspacecast") return new ConstantExpr(expr.type, expr.opcode, args, expr);
  const source = at(args, 0);
  if (spaceOfType(source.type) !== spaceOfType(expr.type)) {
    throw new TsadError("E_GPU_UNSUPPORTED", { reason: "a global with an address of 32 bits" });
  }
  return source.type === expr.type ? source : new ConstantExpr(expr.type, "bitcast", [source]);
}
