import { DataLayout } from "../../src/ir/datalayout.ts";
import { dialectOf } from "../../src/ir/dialect.ts";
import { Argument, Function, type GlobalValue, type ModuleContext } from "../../src/ir/graph.ts";
import { type FunctionType, type Type, TypeTable } from "../../src/ir/types.ts";

/** A module's surroundings without a reader, for tests of what is built in memory. */
export interface TestContext extends ModuleContext {
  readonly changed: Set<GlobalValue>;
  define(name: string, ret: Type, params: readonly (readonly [Type, string | null])[]): Function;
  declare(name: string, type: FunctionType, prefix?: string): Function;
}

/** A context in the dialect of LLVM `version`: typed pointers for 14, opaque ones from 15 on. */
export function testContext(version: number, layout = ""): TestContext {
  const dialect = dialectOf(version);
  const types = new TypeTable();
  types.typedPointers = dialect.typedPointers;
  const changed = new Set<GlobalValue>();
  const make = (name: string, type: FunctionType, isDeclaration: boolean): Function => {
    return new Function(context, types.pointerTo(type), type, name, { isDeclaration });
  };
  const context: TestContext = {
    file: "test.ll",
    types,
    layout: DataLayout.parse(layout),
    dialect,
    changed,
    markChanged: (item) => changed.add(item),
    define(name, ret, params) {
      const type = types.fn(
        ret,
        params.map(([param]) => param),
      );
      const fn = make(name, type, false);
      fn.args = params.map(([param, arg], i) => new Argument(fn, i, param, "", arg));
      return fn;
    },
    declare(name, type, prefix = "") {
      const fn = make(name, type, true);
      fn.prefix = prefix;
      fn.args = type.params.map((param, i) => new Argument(fn, i, param, "", null));
      return fn;
    },
  };
  return context;
}
