import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, installedVersions, run, verify } from "../../scripts/transforms/programs.ts";
import { Module } from "../../src/ir/module.ts";
import { verifyModule } from "../../src/ir/verify.ts";
import { prepareSteps } from "../../src/transform/prepare.ts";

const versions = await installedVersions([14, 22]);
if (versions.length === 0) {
  console.log("programs.test.ts is skipped: no clang, opt and lli of LLVM 14 or 22 on the PATH");
}
const cases = ["aggregates", "loops"].flatMap((name) =>
  versions.flatMap((llvm) => ["-O0", "-O1"].map((level) => ({ name, llvm, level }))),
);

// `npm run transforms` does the same with every program, level and step; this is a taste of it.
describe.skipIf(versions.length === 0)("programs compute the same bits when prepared", () => {
  let directory = "";
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "tsad-transforms-"));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test.each(cases)("$name $level of LLVM $llvm", async ({ name, llvm, level }) => {
    const source = `test/transform/programs/${name}.c`;
    const program = await compile(source, { llvm, flags: [level] }, directory);
    const module = Module.parse(program.text, { file: program.name });
    for (const fn of module.functions()) {
      if (fn.isDeclaration) continue;
      for (const step of prepareSteps) step.run(fn, module);
    }
    expect(verifyModule(module)).toEqual([]);
    const file = join(directory, `${name}${level}-${llvm}-prepared.ll`);
    writeFileSync(file, module.print(), "latin1");
    expect(await verify(llvm, file)).toBe("");
    expect(await run(llvm, file)).toBe(program.output);
  });
});
