/** The storages give back what was put, or say why they cannot. */
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, it } from "vitest";
import { build, hdf5, sourcesIn } from "./build.ts";

const wrapped = ["pwrite", "posix_fallocate"].map((name) => `-Wl,--wrap=${name}`);
const folder = mkdtempSync(join(tmpdir(), "tsad-stores-"));

let program = "";
let threaded = "";
beforeAll(async () => {
  const sources = [...sourcesIn("runtime/storage"), "test/runtime/stores.c"];
  [program, threaded] = await Promise.all([
    build({ sources, options: [...wrapped, ...(hdf5 ?? [])] }),
    build({ sources, options: wrapped, sanitizers: "thread" }),
  ]);
}, 120_000);

/** What the program says, and the files that it leaves. */
async function outcome(storage: string, fault = "none", where = folder): Promise<string> {
  const env = { ASAN_OPTIONS: "allocator_may_return_null=1:detect_leaks=0" };
  const { stdout } = await execa(program, [storage, where, fault], { env });
  return stdout.replaceAll(folder, "FOLDER").replace(/r3\.\d+\./, "r3.PID.");
}

describe.each([
  "memory",
  "file",
  "layered",
  ...(hdf5 === null ? [] : ["hdf5"]),
])("%s", (storage) => {
  it("gives back every state as it was, and leaves no file", async () => {
    const own = mkdtempSync(join(folder, "own-"));
    expect(await outcome(storage, "none", own)).toBe("right");
    expect(readdirSync(own)).toEqual([]);
  });

  it("does not take one state for another", async () => {
    expect(await outcome(storage, "stale")).toMatch(/^slot 3 .*(?:does not hold|holds).* state 1/);
  });
});

describe.each(["file", "layered"])("%s", (storage) => {
  it.each([
    "short",
    "interrupted",
    "unsupported",
    "reserved",
  ])("goes on where it can: %s", async (fault) => {
    expect(await outcome(storage, fault)).toBe("right");
  });

  it.each([
    ["flip", /^slot 3 checksum mismatch: FOLDER\/job\.r3\.PID\.0\.ckpt was changed or damaged$/],
    [
      "exchange",
      /^slot 3 of FOLDER\/job\.r3\.PID\.0\.ckpt holds 1624 bytes of state 15, not 1624 of state 13$/,
    ],
    ["cut", /^slot [01]: cannot read FOLDER\/job\.r3\.PID\.0\.ckpt \(the file ends there\)$/],
    [
      "full",
      /^slot \d: short write to FOLDER\/job\.r3\.PID\.0\.ckpt \(No space left on device\): need [\d.]+ (?:KB|bytes), have [\d.]+ [GT]B$/,
    ],
    [
      "late",
      /^slot \d: short write to FOLDER\/job\.r3\.PID\.0\.ckpt \(No space left on device\): need 1\.5 KB, have/,
    ],
    [
      "unreserved",
      /^slot \d: cannot reserve FOLDER\/job\.r3\.PID\.0\.ckpt \(No space left on device\): need [\d.]+ KB, have/,
    ],
    ["huge", /^a state of \d+ bytes is too large$|cannot reserve|no memory/],
  ])("says what is wrong: %s", async (fault, sentence) => {
    expect(await outcome(storage, fault)).toMatch(sentence);
  });

  it("names a folder that it cannot write to", async () => {
    const nowhere = join(folder, "none");
    expect(await outcome(storage, "none", nowhere)).toBe(
      "cannot write to the folder FOLDER/none (No such file or directory)",
    );
  });

  it("has no race between the program and the thread that writes", async () => {
    for (const fault of ["none", "short", "full", "late"]) {
      const { exitCode, stderr } = await execa(threaded, [storage, folder, fault]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    }
  });
});

describe("memory", () => {
  it("says that there is not enough of it", async () => {
    expect(await outcome("memory", "huge")).toBe("slot 0: no memory for a state of 1.2 EB");
  });
});

describe("hdf5", () => {
  it.skipIf(hdf5 === null)("sees that the file was changed", async () => {
    expect(await outcome("hdf5", "flip")).toBe(
      "slot 3 checksum mismatch: FOLDER/job.r3.PID.0.h5 was changed or damaged",
    );
    expect(await outcome("hdf5", "none", join(folder, "none"))).toMatch(/^cannot write to the/);
  });

  it("is refused where the runtime was built without it", async () => {
    const { stdout } = await execa(threaded, ["hdf5", folder, "none"]);
    expect(stdout).toBe(
      "HDF5 storage is asked for, but the runtime was built without it: install libhdf5-dev and build it anew",
    );
  });
});
