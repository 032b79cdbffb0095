/** Object graphs of functions given as text, for tests. */
import { execFileSync } from "node:child_process";
import { ModuleObjects } from "../../src/analysis/objects/module-objects.ts";
import type { Cell, Evidence } from "../../src/analysis/objects/node.ts";
import { placeText } from "../../src/analysis/objects/place.ts";
import { Module } from "../../src/ir/module.ts";
import { must } from "../../src/support/assert.ts";

/** The module of a C text, and the objects of one function of it with every value by name. */
export function ofC(text: string, name: string, version = "22", level = "-O1") {
  const flags = ["-x", "c", level, "-fno-discard-value-names", "-S", "-emit-llvm", "-o", "-", "-"];
  const ir = execFileSync(`clang-${version}`, flags, { input: text, encoding: "latin1" });
  return ofText(ir, name);
}

/** As {@link ofC}, of LLVM IR. */
export function ofText(ir: string, name: string) {
  const module = Module.parse(ir, { file: "test.c" });
  const summaries = new ModuleObjects(module);
  const fn = must(module.function(name), `${name} is defined`);
  const objects = summaries.of(fn);
  const value = (wanted: string) => {
    const all = [...fn.args, ...fn.instructions()];
    return must(
      all.find((candidate) => candidate.name === wanted),
      `there is %${wanted}`,
    );
  };
  const cell = (wanted: string): Cell => must(objects.cellOf(value(wanted)), `%${wanted} points`);
  return { module, summaries, fn, objects, value, cell };
}

/** What lies where, each once, sorted. */
export function fieldTexts(fields: readonly Evidence[]): string[] {
  const texts = fields.map(({ place, type }) => `${placeText(place)} ${type.kind}`);
  return [...new Set(texts)].sort();
}
