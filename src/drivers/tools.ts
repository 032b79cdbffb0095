/** The LLVM tools that a link needs, all of one version. */
import { bitcodeVersion } from "../ir/bitcode.ts";
import { toolFor } from "../ir/tools.ts";
import { TsadError } from "../support/errors.ts";

/** Paths of programs of one LLVM, or of the next newer ones, which read what it wrote. */
export interface LinkTools {
  readonly clang: string;
  readonly disassembler: string;
  readonly linker: string;
}

/** The oldest LLVM that tsad reads, for bitcode that does not say who wrote it. */
const oldest = 14;

/** The tools for modules of which the newest counts. @throws TsadError E_LINK where one is missing */
export async function linkTools(modules: readonly Buffer[]): Promise<LinkTools> {
  const version = Math.max(oldest, ...modules.map((each) => bitcodeVersion(each) ?? oldest));
  const find = async (base: string): Promise<string> => {
    const tool = await toolFor(base, version);
    if (tool !== undefined) return tool.path;
    throw new TsadError("E_LINK", {
      reason: `there is no ${base} of LLVM ${version} or newer on the PATH`,
      remedy: `install it: it is in the package ${base === "clang" ? "clang" : "llvm"}-${version}`,
    });
  };
  const [clang, disassembler, linker] = await Promise.all(
    ["clang", "llvm-dis", "llvm-link"].map(find),
  );
  return { clang: clang ?? "", disassembler: disassembler ?? "", linker: linker ?? "" };
}
