/** Faults that are put into kernels are found, and told with their places. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../../src/support/assert.ts";
import { root, runKernels, versions } from "./compile.ts";

const source = readFileSync(join(root, "test/gpu/kernels/faults.cu"), "utf8").split("\n");

/** `faults.cu:6` for the line that has the comment `@plain`. */
function place(mark: string): string {
  return `faults.cu:${source.findIndex((line) => line.includes(`// @${mark}`)) + 1}:`;
}

/** What the driver tells of one launch. */
interface Told {
  readonly status: string;
  readonly races: number;
  readonly uninitialised: number;
  readonly message: string;
}

function read(lines: readonly string[]): ReadonlyMap<string, Told> {
  return new Map(
    lines.map((line) => {
      const [name = "", status = "", races, uninitialised, message = ""] = line.split("|");
      const counts = { races: Number(races), uninitialised: Number(uninitialised) };
      return [name, { status, message, ...counts }] as const;
    }),
  );
}

/** The values of `tsad_gpu_status`, in order. */
const [ok, badLaunch, , divergent, , , bounds, privateMemory, trap, turns] = Array.from(
  { length: 10 },
  (_, i) => String(i),
);

const matrix = (["cuda", "hip"] as const).flatMap((language) =>
  versions.flatMap((version) => [0, 2].map((level) => ({ language, version, level }))),
);

describe.each(matrix)("$language with clang $version -O$level", (how) => {
  it("finds every fault, and none where there is none", async () => {
    const lines = await runKernels({ file: "faults.cu", ...how }, "faults.c");
    const told = read(lines);
    const of = (name: string): Told => must(told.get(name), `${name} was launched`);

    // An update without an atomic: both sides are the one line, each in a thread of its own.
    expect(of("plain_histogram")).toMatchObject({ status: ok, races: 3 });
    const both = `race on \\S+: \\w+ at \\S*${place("plain")}\\d+ in plain_histogram by thread \\((\\d+),0,0\\) of block \\(0,0,0\\), and \\w+ at \\S*${place("plain")}\\d+ in plain_histogram by thread \\((\\d+),0,0\\)`;
    const threads = new RegExp(both).exec(of("plain_histogram").message);
    expect(threads?.[1]).not.toBe(must(threads, "the message has both places")[2]);

    expect(of("mixed_sum").races).toBeGreaterThan(0);
    expect(of("mixed_sum").message).toContain(place("mixed"));
    expect(of("mixed_sum").message).toMatch(/atomic update at \S+gpu\.h:\d+:\d+ in add_atomically/);
    expect(of("dropped_barrier").races).toBeGreaterThan(0);
    expect(of("dropped_barrier").message).toMatch(/^race on _ZZ15dropped_barrierE4part\+\d+: /);
    expect(of("dropped_barrier").message).toContain(place("dropped"));
    expect(of("two_blocks")).toMatchObject({ status: ok, races: 1 });
    expect(of("two_blocks").message).toMatch(/block \((0|1),0,0\), and write .* block \((?!\1)\d/);

    expect(of("divergent_barrier").status).toBe(divergent);
    expect(of("divergent_barrier").message).toMatch(
      /in first_barrier.*in second_barrier|in second_barrier.*in first_barrier/,
    );
    expect(of("early_return")).toEqual({ status: ok, races: 0, uninitialised: 0, message: "" });
    expect(of("strict early_return").status).toBe(divergent);

    expect(of("beyond_static").status).toBe(bounds);
    expect(of("beyond_static").message).toContain(place("beyond"));
    expect(of("beyond_dynamic").status).toBe(bounds);
    expect(of("beyond_dynamic").message).toContain(place("dynamic"));
    expect(of("enough dynamic")).toMatchObject({ status: ok, races: 0, message: "" });
    expect(of("unwritten")).toMatchObject({ status: ok, races: 0, uninitialised: 1 });
    expect(of("unwritten").message).toMatch(/reads _ZZ9unwrittenE5cells\+\d+ at /);
    expect(of("unwritten").message).toContain(place("unwritten"));

    expect(of("private_atomic").status).toBe(privateMemory);
    expect(of("private_atomic").message).toContain("updates its private memory atomically");
    expect(of("anothers_private").status).toBe(privateMemory);
    expect(of("anothers_private").message).toContain(place("anothers"));

    expect(of("stops").status).toBe(trap);
    expect(of("stops").message).toContain(place("stops"));
    expect(of("endless").status).toBe(turns);
    expect(of("many threads").status).toBe(badLaunch);
    expect(of("small warp").status).toBe(badLaunch);
  });
});
