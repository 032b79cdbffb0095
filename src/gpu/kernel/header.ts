/** C++ prototypes of gradient kernels, for programs that launch them by name or read how their parameters are laid out. */
import { attributeValue } from "../../ir/attributes.ts";
import type { Type } from "../../ir/types.ts";
import { cName, cType, declared, type GradientSummary } from "../../reverse/header.ts";
import { hasShadow } from "../../reverse/spec.ts";

/** The lines of the header for the gradient of a kernel: its parameters are in the order in which a launch passes them. */
export function kernelPrototype({ spec, parameterNames, pointees }: GradientSummary): string[] {
  const { primal, params } = spec;
  const known = pointees();
  const names = parameterNames.map(cName);
  const all = primal.args.flatMap((arg, i) => {
    const name = names[i] ?? `p${i}`;
    const struct = structName(arg.attributes);
    const [own, shadow] =
      struct === null
        ? plain(arg.type, name, known[i] ?? null, params[i] === "out")
        : [`${struct} ${name}`, `${struct} *d_${name}`];
    return params[i] === "const" ? [own] : [own, shadow];
  });
  const shadows = names.filter((_, i) => hasShadow(params[i]));
  const scalars = names.filter((_, i) => params[i] === "out");
  return [
    "",
    `/* Gradient of the kernel ${primal.name}, to be launched as that is.`,
    ...said(shadows, "Adds to the shadows", "; those of outputs are zero afterwards."),
    ...said(scalars, "Adds the derivatives by numbers to what", " point to."),
    " */",
    "#if defined(__CUDACC__) || defined(__HIP__)",
    "__global__",
    "#endif",
    `void ${spec.name}(${all.join(", ") || "void"});`,
  ];
}

function said(names: readonly string[], before: string, after: string): string[] {
  return names.length === 0
    ? []
    : [` * ${before} ${names.map((n) => `d_${n}`).join(", ")}${after}`];
}

function plain(
  type: Type,
  name: string,
  pointee: Type | null,
  isNumber: boolean,
): [string, string] {
  const shadow = isNumber ? `${cType(type)} *d_${name}` : declared(type, `d_${name}`, pointee);
  return [declared(type, name, pointee), shadow];
}

/** The struct that the launch copies, as C++ calls it; null for another parameter. */
function structName(attributes: string): string | null {
  const spelled = attributeValue(attributes, "byval") ?? attributeValue(attributes, "byref");
  if (spelled === undefined) return null;
  const name = /^%"?(?:struct|class|union)\.([\w:]+)"?$/.exec(spelled)?.[1];
  return name === undefined ? "void" : `struct ${name.replace(/^.*::/, "")}`;
}
