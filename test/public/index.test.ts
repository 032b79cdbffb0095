/** The library, used as its first comment says. */
import { expect, expectTypeOf, test } from "vitest";
import * as tsad from "../../src/index.ts";

const text = `define double @square(double %x) {
  %r = fmul double %x, %x
  ret double %r
}
`;

test("a module is read, differentiated and printed", () => {
  const module = tsad.Module.parse(text, { file: "square.ll" });
  const result = tsad.differentiate(module, { requests: [{ fn: "square" }], trace: tsad.silent });
  const printed = module.print();
  expect(printed.startsWith(text)).toBe(true);
  expect(printed).toContain("define double @square_grad(double %x, double %seed)");
  expect(tsad.verifyModule(module)).toEqual([]);
  expect(tsad.renderHeader(result, module)).toContain("double square_grad(double x, double seed);");
  expectTypeOf(result.gradients).toEqualTypeOf<readonly tsad.GradientSummary[]>();
});

test("what is refused is a TsadError that renders with its place", () => {
  const module = tsad.Module.parse(text.replace("fmul", "frem").replace(", %x\n", ", %y\n"), {
    file: "square.ll",
  });
  let message = "";
  try {
    tsad.differentiate(module, { requests: [{ fn: "square" }], trace: tsad.silent });
  } catch (error) {
    if (error instanceof tsad.TsadError) message = tsad.render(error, text);
  }
  expect(message).toContain("square.ll:2:");
});
