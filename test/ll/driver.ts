/** Makes a `main` that makes the calls of a test file and prints every number of their results. */
import type { ArrayType, FunctionType, Type } from "../../src/ir/types.ts";
import type { Module } from "../../src/ir/module.ts";
import type { Argument, Run } from "./directives.ts";

/** The text of `main` and what it needs, in the dialect of `module`; one printed line a number. */
export function driverText(module: Module, runs: readonly Run[]): string {
  const writer = new Writer(module);
  for (const run of runs) writer.run(run);
  return writer.text();
}

class Writer {
  private readonly module: Module;
  private readonly body: string[] = [];
  private next = 0;

  constructor(module: Module) {
    this.module = module;
  }

  run({ callee, args, line }: Run): void {
    const fn = this.module.function(callee);
    if (fn === undefined) throw new Error(`no @${callee} for: ${line}`);
    const { functionType } = fn;
    const arrays: { pointer: string; type: string; elements: readonly string[] }[] = [];
    const passed = args.map((arg, i) => this.argument(arg, functionType, i, arrays));
    const result = this.result(callee, functionType, passed);
    if (result !== null) this.printParts(result, functionType.ret);
    for (const { pointer, elements } of arrays) {
      elements.forEach((element, i) => {
        this.printElement(pointer, element, i);
      });
    }
  }

  text(): string {
    const typed = this.module.types.typedPointers;
    const format = "%.17g\\0A\\00";
    const pointer = typed
      ? "i8* getelementptr ([7 x i8], [7 x i8]* @test.format, i64 0, i64 0)"
      : "ptr @test.format";
    const printf = typed ? "i32 (i8*, ...)" : "i32 (ptr, ...)";
    return [
      `@test.format = private constant [7 x i8] c"${format}"`,
      this.module.global("printf") === undefined
        ? `declare i32 @printf(${typed ? "i8*" : "ptr"}, ...)`
        : "",
      "define void @test.print(double %x) {",
      `  %1 = call ${printf} @printf(${pointer}, double %x)`,
      "  ret void",
      "}",
      "define i32 @main() {",
      ...this.body,
      "  ret i32 0",
      "}",
      "",
    ].join("\n");
  }

  private fresh(): string {
    return `%t${this.next++}`;
  }

  private argument(
    arg: Argument,
    type: FunctionType,
    i: number,
    arrays: { pointer: string; type: string; elements: readonly string[] }[],
  ): string {
    if ("text" in arg) return arg.text;
    const param = type.params[i];
    if ("values" in arg) return `${param?.text ?? "?"} [${arg.values.join(", ")}]`;
    const elements = arg.array;
    const element = elements[0]?.split(" ")[0] ?? "double";
    const slot = this.fresh();
    this.body.push(`  ${slot} = alloca [${elements.length} x ${element}]`);
    const base = this.decay(slot, element, elements.length);
    elements.forEach((text, k) => {
      this.body.push(
        `  store ${text}, ${this.pointer(element)} ${this.elementAddress(base, element, k)}`,
      );
    });
    arrays.push({ pointer: base, type: element, elements });
    if (param?.kind === "array") return this.parts(base, element, elements.length, param);
    const wanted = param?.text ?? "ptr";
    if (wanted === this.pointer(element)) return `${wanted} ${base}`;
    const cast = this.fresh();
    this.body.push(`  ${cast} = bitcast ${this.pointer(element)} ${base} to ${wanted}`);
    return `${wanted} ${cast}`;
  }

  /** An array of pointers to equal parts of the memory at `base`. */
  private parts(base: string, element: string, length: number, type: ArrayType): string {
    let whole = "undef";
    for (let part = 0; part < type.length; part++) {
      const address = this.elementAddress(base, element, (part * length) / type.length);
      const next = this.fresh();
      const pointer = `${type.element.text} ${address}`;
      this.body.push(`  ${next} = insertvalue ${type.text} ${whole}, ${pointer}, ${part}`);
      whole = next;
    }
    return `${type.text} ${whole}`;
  }

  private decay(slot: string, element: string, length: number): string {
    if (!this.module.types.typedPointers) return slot;
    const cast = this.fresh();
    this.body.push(`  ${cast} = bitcast [${length} x ${element}]* ${slot} to ${element}*`);
    return cast;
  }

  private pointer(element: string): string {
    return this.module.types.typedPointers ? `${element}*` : "ptr";
  }

  private elementAddress(base: string, element: string, index: number): string {
    const address = this.fresh();
    this.body.push(
      `  ${address} = getelementptr ${element}, ${this.pointer(element)} ${base}, i64 ${index}`,
    );
    return address;
  }

  private result(callee: string, type: FunctionType, args: readonly string[]): string | null {
    const call = `call ${type.ret.text} @${callee}(${args.join(", ")})`;
    if (type.ret.kind === "void") {
      this.body.push(`  ${call}`);
      return null;
    }
    const result = this.fresh();
    this.body.push(`  ${result} = ${call}`);
    return result;
  }

  private printParts(value: string, type: Type): void {
    if (type.kind === "struct") {
      (type.fields ?? []).forEach((field, i) => {
        const part = this.fresh();
        this.body.push(`  ${part} = extractvalue ${type.text} ${value}, ${i}`);
        this.printParts(part, field);
      });
    } else if (type.kind === "array") {
      for (let i = 0; i < type.length; i++) {
        const part = this.fresh();
        this.body.push(`  ${part} = extractvalue ${type.text} ${value}, ${i}`);
        this.printParts(part, type.element);
      }
    } else if (type.kind === "vector") {
      for (let i = 0; i < type.length; i++) {
        const part = this.fresh();
        this.body.push(`  ${part} = extractelement ${type.text} ${value}, i32 ${i}`);
        this.printParts(part, type.element);
      }
    } else this.printNumber(value, type.text);
  }

  private printElement(base: string, element: string, index: number): void {
    const type = element.split(" ")[0] ?? "double";
    const value = this.fresh();
    const address = this.elementAddress(base, type, index);
    this.body.push(`  ${value} = load ${type}, ${this.pointer(type)} ${address}`);
    this.printNumber(value, type);
  }

  private printNumber(value: string, type: string): void {
    let shown = value;
    if (type !== "double") {
      shown = this.fresh();
      const wide = ["x86_fp80", "fp128", "ppc_fp128"].includes(type);
      const opcode = type.startsWith("i") ? "sitofp" : wide ? "fptrunc" : "fpext";
      this.body.push(`  ${shown} = ${opcode} ${type} ${value} to double`);
    }
    this.body.push(`  call void @test.print(double ${shown})`);
  }
}
