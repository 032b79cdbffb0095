/** The parts of the corpus that its verdict rests on: what it is made of, and the counts that are taken from text. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Canonicalizer } from "../../scripts/corpus/canonical.ts";
import { checkModule } from "../../scripts/corpus/checks.ts";
import { countText } from "../../scripts/corpus/count.ts";
import { usesOpaquePointers } from "../../scripts/corpus/snippets.ts";
import { recipes } from "../../scripts/corpus/sources.ts";
import { Speeds } from "../../scripts/corpus/speed.ts";
import { installedVersions } from "../../scripts/corpus/tools.ts";

const all = recipes(fileURLToPath(new URL("../corpus", import.meta.url)));

test("at least 60 programs in six languages give more than 800 modules with names of their own", () => {
  const programs = new Set(all.map(({ args, folder }) => `${folder}/${args.at(-1) ?? ""}`));
  expect(programs.size).toBeGreaterThanOrEqual(60);
  const languages = new Set(all.map(({ name }) => name.split("/", 1)[0]));
  expect([...languages].sort()).toEqual(["c", "cuda", "cxx", "fortran", "hip", "rust"]);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(800);
});

test("a variant's line says target, versions, levels and flags", () => {
  const arm = all.filter(({ name }) => name.startsWith("c/structs.arm."));
  expect(arm.map(({ name }) => name)).toEqual([
    "c/structs.arm.clang14.O0",
    "c/structs.arm.clang14.O2",
    "c/structs.arm.clang22.O0",
    "c/structs.arm.clang22.O2",
  ]);
  expect(arm[0]?.args).toEqual([
    "--target=arm-linux-gnueabihf",
    "-std=gnu17",
    "-O0",
    "-S",
    "-emit-llvm",
    "-w",
    "structs.c",
  ]);
});

test("counts of text see labels, continuations, records and uses, and no names in strings", () => {
  const counts = countText(`%pair = type { i32, i32 }

define i32 @f(i32 %0, %pair* byval(%pair) %p) {
  %2 = add i32 %0, %0
    #dbg_value(i32 %2, !7, !DIExpression(), !8)
  switch i32 %2, label %"a b" [
    i32 1, label %done
    i32 2, label %done
  ]

"a b":                                            ; preds = %1
  %"q" = call i32 asm "; %x $0", "=r"()
  br label %done

done:                                             ; preds = %1, %"a b"
  %r = phi i32 [ 0, %1 ], [ %"q", %"a b" ]
  ret i32 %r
}

declare i32 @g(%pair*)
`);
  // add 2, record 1, switch 4, br 1, phi 3, ret 1.
  expect(counts).toEqual({
    functions: 1,
    blocks: 3,
    instructions: 6,
    records: 1,
    localUses: 12,
  });
});

test("a local with the name of a type leaves the uses uncounted", () => {
  const text = "%x = type { i32 }\ndefine void @f(i32 %x) {\n  ret void\n}\n";
  expect(countText(text).localUses).toBeNull();
});

test("ptr counts only as a type", () => {
  expect(usesOpaquePointers("declare void @f(ptr, i32)")).toBe(true);
  expect(usesOpaquePointers("  %v = load <2 x ptr>, ptr addrspace(1) %p")).toBe(true);
  expect(usesOpaquePointers('@a = global i32* @ptr ; a ptr here\n!0 = !{!"any ptr x"}')).toBe(
    false,
  );
  expect(usesOpaquePointers("  %v = load i32, i32* %ptr, align 4")).toBe(false);
});

const version = (await installedVersions()).at(-1);

test.skipIf(version === undefined)("a changed meaning is found", async () => {
  if (version === undefined) return;
  const build = fileURLToPath(new URL("../../build/corpus/canonical", import.meta.url));
  const canonicalizer = new Canonicalizer(build);
  const text = "define i32 @f(i32 %x) {\n  %y = add i32 %x, 1\n  ret i32 %y\n}\n";
  const subject = { name: "changed", text, version };
  const same = await canonicalizer.of(text, version);
  expect(await checkModule(subject, same, canonicalizer, new Speeds())).toEqual([]);

  const other = await canonicalizer.of(text.replace(", 1", ", 2"), version);
  const found = await checkModule(subject, other, canonicalizer, new Speeds());
  expect(found.map(({ check }) => check)).toEqual(["forced print", "renumbered"]);

  const longer = text.replace("ret", "%z = mul i32 %x, %y\n  ret");
  const counted = await canonicalizer.of(longer, version);
  expect(countText(canonicalizer.text(counted))).toEqual({
    functions: 1,
    blocks: 1,
    instructions: 3,
    records: 0,
    localUses: 4,
  });
});
