import { describe, expect, it } from "vitest";
import { allocatorNames, allocatorRow } from "../../src/rules/allocators.ts";
import { must } from "../../src/support/assert.ts";

const row = (name: string) => must(allocatorRow(name), `${name} has a row`);

describe("allocators", () => {
  it("says where size and result are", () => {
    expect(row("malloc")).toMatchObject({ kind: "allocate", size: [0], zeroed: false });
    expect(row("calloc")).toMatchObject({ kind: "allocate", size: [0, 1], zeroed: true });
    expect(row("posix_memalign")).toMatchObject({ size: [2], align: 1, result: { out: 0 } });
    expect(row("realloc")).toMatchObject({ kind: "reallocate", old: 0, size: [1] });
    expect(row("malloc_usable_size").kind).toBe("inquire");
    expect(row("strdup").copies).toBe(0);
  });

  it("knows operator new and delete in every form", () => {
    expect(row("_Znwm")).toMatchObject({ mayFail: false, release: { name: "_ZdlPv" } });
    expect(row("_ZnamRKSt9nothrow_t")).toMatchObject({
      mayFail: true,
      release: { name: "_ZdaPv" },
    });
    expect(row("_ZnwmSt11align_val_t")).toMatchObject({
      align: 1,
      release: { name: "_ZdlPvSt11align_val_t", args: ["pointer", "align"] },
    });
    expect(row("_ZdlPvmSt11align_val_t")).toMatchObject({ kind: "free", size: [1], align: 2 });
    expect(row("_ZdaPvSt11align_val_tRKSt9nothrow_t")).toMatchObject({ size: [], align: 1 });
  });

  it("knows Rust's hooks in both spellings", () => {
    const mangled = "_RNvCscSpY9Juk0HT_7___rustc12___rust_alloc";
    expect(row(mangled)).toMatchObject({ size: [0], align: 1 });
    expect(row(mangled).release).toEqual({
      name: "_RNvCscSpY9Juk0HT_7___rustc14___rust_dealloc",
      args: ["pointer", "size", "align"],
    });
    expect(row("_RNvCscSpY9Juk0HT_7___rustc19___rust_alloc_zeroed").zeroed).toBe(true);
    expect(row("__rust_realloc")).toMatchObject({ old: 0, size: [3], align: 2 });
  });

  it("takes no other name for one", () => {
    for (const name of ["mallocx", "my_malloc", "_Znwx", "_RNvCs1_7___rustc11___rust_alloc"]) {
      expect(allocatorRow(name)).toBeUndefined();
    }
  });

  it("names for everything it hands out a function of the table that frees it", () => {
    for (const name of allocatorNames) {
      const { kind, release, result } = row(name);
      const hands = kind === "allocate" || kind === "reallocate";
      expect(release !== null, name).toBe(hands);
      expect(result !== null, name).toBe(hands);
      if (release === null) continue;
      const back = row(release.name);
      expect(back.kind, name).toBe("free");
      expect(release.args[back.old ?? -1], name).toBe("pointer");
      if (back.align !== null) expect(release.args[back.align], name).toBe("align");
      for (const i of back.size) expect(release.args[i], name).toBe("size");
    }
  });
});
