/** Which global variables may have a shadow. */
import { carriesFloat } from "../analysis/flow.ts";
import { carriesPointer } from "../analysis/memory.ts";
import { mayHoldPointers } from "../analysis/roots.ts";
import { isClassData, isInactiveGlobal } from "../analysis/registered.ts";
import { ConstantAggregate, ConstantExpr } from "../ir/constants.ts";
import { Function, GlobalAlias, GlobalVariable } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";
import { isLibraryStream } from "../rules/cxx-calls.ts";

/** Can the variable hold an active value, or a pointer to one? A constant can only hold the latter. */
export function mayHaveShadow(global: GlobalVariable): boolean {
  if (!isInactiveGlobal(global)) return true;
  return global.isConstant && carriesPointer(global.valueType);
}

/**
 * Has the variable a shadow? Not where the program declares it inactive, where no float and no pointer can be in it, or where it is a
 * constant that leads to no variable that has one.
 */
export function hasGlobalShadow(global: GlobalVariable): boolean {
  const seen = new Set<Value>([global]);
  for (const each of seen) {
    if (!(each instanceof GlobalVariable) || !mayHaveShadow(each) || isClassData(each)) continue;
    if (!each.isConstant) {
      const { valueType } = each;
      const mayHold = carriesFloat(valueType) || mayHoldPointers(valueType);
      if (mayHold && !isLibrarys(each)) return true;
    } else if (each.initializer !== null) {
      for (const inner of mentioned(each.initializer)) seen.add(inner);
    }
  }
  return false;
}

/** Streams of the library, and lists for the linker. */
export function isLibrarys({ name }: GlobalVariable): boolean {
  return name.startsWith("llvm.") || isLibraryStream(name);
}

/** The variables and functions that a constant is made of, `value` itself where it is one. */
export function mentioned(value: Value): readonly (GlobalVariable | Function)[] {
  const found: (GlobalVariable | Function)[] = [];
  const stack = [value];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next instanceof GlobalVariable || next instanceof Function) found.push(next);
    else if (next instanceof ConstantExpr) stack.push(...next.args);
    else if (next instanceof ConstantAggregate) stack.push(...next.elements);
    else if (next instanceof GlobalAlias && next.target !== null) stack.push(next.target);
  }
  return found;
}
