/** The runtime's header and the numbers that modules are made with say the same. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  accessBits,
  alignedBit,
  atomicNumbers,
  barrierNumbers,
  convergedBit,
  countNames,
  identityNumbers,
  packetNumbers,
  warpNumbers,
} from "../../src/gpu/run/abi.ts";
import { root } from "./compile.ts";

/** The numbers of all enumerators of the header. */
function enumerators(): ReadonlyMap<string, number> {
  const text = readFileSync(join(root, "runtime/gpu/abi.h"), "utf8").replace(/\/\*[^]*?\*\//g, "");
  const found = new Map<string, number>();
  for (const [, body = ""] of text.matchAll(/enum \{([^}]*)\}/g)) {
    let next = 0;
    for (const entry of body.split(",").map((each) => each.trim())) {
      const [name = "", value] = entry.split("=").map((each) => each.trim());
      if (value !== undefined) next = Number(value);
      if (name !== "") found.set(name, next++);
    }
  }
  return found;
}

const numbers = enumerators();
const spelled = (prefix: string, name: string): string =>
  `${prefix}_${name.toUpperCase().replaceAll(" ", "_")}`;

/** Names of the header that are not those of the tables. */
const renamed: Readonly<Record<string, string>> = {
  ID_LANES_EQUAL: "ID_LANES_EQ",
  ID_LANES_UP_TO: "ID_LANES_LE",
  ID_LANES_BELOW: "ID_LANES_LT",
  ID_LANES_FROM: "ID_LANES_GE",
  ID_LANES_ABOVE: "ID_LANES_GT",
};

describe("runtime/gpu/abi.h", () => {
  it.each([
    ["ACCESS", accessBits],
    ["ID", identityNumbers],
    ["POINTER", packetNumbers],
    ["BARRIER", { ...barrierNumbers, aligned: alignedBit }],
    ["WARP", { ...warpNumbers, converged: convergedBit }],
    ["ATOMIC", atomicNumbers],
  ] as const)("numbers %s as the modules do", (prefix, table: Readonly<Record<string, number>>) => {
    for (const [name, number] of Object.entries(table)) {
      const own = spelled(prefix, name);
      expect([own, numbers.get(renamed[own] ?? own)]).toEqual([own, number]);
    }
    const known = [...numbers.keys()].filter((name) => name.startsWith(`${prefix}_`));
    expect(known).toHaveLength(Object.keys(table).length);
  });

  it("counts what the public header has fields for, in that order", () => {
    const header = readFileSync(join(root, "include/tsad_gpu_run.h"), "utf8");
    const body = /typedef struct tsad_gpu_counts \{([^}]*)\}/.exec(header)?.[1] ?? "";
    const fields = [...body.matchAll(/uint64_t (\w+);/g)].map(([, name]) => name);
    expect(fields).toEqual(countNames.map((name) => name.replaceAll(" ", "_")));
  });
});
