/** Reads small modules for tests. */
import { Module } from "../../src/ir/module.ts";
import type { BasicBlock, Function, Instruction } from "../../src/ir/graph.ts";
import { must } from "../../src/support/assert.ts";

/** The module and its function `name`, or its first definition. */
export function parseFunction(text: string, name?: string): { module: Module; fn: Function } {
  const module = Module.parse(text, { file: "test.ll" });
  const fn = [...module.functions()].find((candidate) => {
    return name === undefined ? !candidate.isDeclaration : candidate.name === name;
  });
  return { module, fn: must(fn, "the test's text defines the function") };
}

/** The block of that name. */
export function block(fn: Function, name: string): BasicBlock {
  const found = fn.blocks.find((candidate) => candidate.name === name);
  return must(found, `there is a block ${name}`);
}

/** The first instruction of that name, or of that opcode. */
export function instruction(fn: Function, name: string): Instruction {
  const found = [...fn.instructions()].find((inst) => inst.name === name || inst.opcode === name);
  return must(found, `there is an instruction ${name}`);
}

/** How many instructions have that opcode. */
export function count(fn: Function, opcode: string): number {
  return [...fn.instructions()].filter((inst) => inst.opcode === opcode).length;
}
