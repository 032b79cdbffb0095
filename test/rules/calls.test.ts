import { describe, expect, test } from "vitest";
import { allocatorRow } from "../../src/rules/allocators.ts";
import { inactiveCall } from "../../src/rules/calls.ts";
import { linkingCall } from "../../src/rules/cxx-calls.ts";

const string = "St7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE";

describe("functions of the C++ library", () => {
  test.each([
    ["_ZSt20__throw_length_errorPKc", "stops"],
    ["__cxa_throw", "stops"],
    ["_ZNSo9_M_insertIdEERSoT_", "stream"],
    ["_ZStlsISt11char_traitsIcEERSt13basic_ostreamIcT_ES5_PKc", "stream"],
    ["_ZNSirsERd", "source"],
    [`_ZN${string}9_M_appendEPKcm`, "text"],
    [`_ZN${string}C1EOS4_`, "text"],
    [`_ZNK${string}4sizeEv`, "text"],
    [`_ZNK${string}6substrEmm`, "text"],
    [`_ZNK${string}4copyEPcmm`, "deep"],
    ["_ZNSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEEC1Ev", "deep"],
    ["_ZNKSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEE3strEv", "deep"],
    ["_ZNSt13runtime_errorC1EPKc", "text"],
    ["_ZNKSt9exception4whatEv", "text"],
    ["strtod", "text"],
    ["_ZNSt6chrono3_V212steady_clock3nowEv", "reads"],
  ])("%s: %s", (name, kind) => {
    const row = inactiveCall(name);
    const found =
      row === undefined
        ? "unknown"
        : row.stops
          ? "stops"
          : row.text !== undefined
            ? "text"
            : row.result === 0
              ? row.writes === "all"
                ? "source"
                : "stream"
              : row.deep
                ? "deep"
                : "reads";
    expect(found).toBe(kind);
  });

  test.each([
    "_ZNSt6vectorIdSaIdEE9push_backERKd",
    "_ZNSt8valarrayIdEC1Em",
    "_ZNSt7complexIdEmLIdEERS0_RKS_IT_E",
    "_ZNSt3pmr25monotonic_buffer_resource13_M_new_bufferEmm",
    "_ZSt4sortIPdEvT_S1_",
    "_ZN4mine9_M_appendEPKcm",
    "_ZN4mine12basic_stringIdE3addEd",
    "_Znwm",
  ])("%s may hold or compute active numbers: it is not inactive", (name) => {
    expect(inactiveCall(name)).toBeUndefined();
  });

  test.each([
    [`_ZN${string}9_M_appendEPKcm`, { objects: [0], isOfStrings: false, pointerAt: 0 }],
    [`_ZN${string}C2EOS4_`, { objects: [0, 1], isOfStrings: true, pointerAt: 0 }],
    [`_ZN${string}C1ERKS4_`, { objects: [0], isOfStrings: true, pointerAt: 0 }],
    [`_ZN${string}4swapERS4_`, { objects: [0, 1], isOfStrings: false, pointerAt: 0 }],
    [`_ZN${string}D1Ev`, { objects: [0], isOfStrings: false, pointerAt: null }],
    [`_ZN${string}7_S_copyEPcPKcm`, { objects: [], isOfStrings: false, pointerAt: null }],
    [`_ZNK${string}6substrEmm`, { objects: [0], isOfStrings: true, pointerAt: 0 }],
    ["_ZNSt13runtime_errorC1EPKc", { objects: [0], isOfStrings: false, pointerAt: 8 }],
    [`_ZNSt13runtime_errorC2ERKN${string}`, { objects: [0], isOfStrings: true, pointerAt: 8 }],
    ["_ZNSt12out_of_rangeD0Ev", { objects: [0], isOfStrings: false, pointerAt: null }],
    ["_ZNSt9bad_allocC1Ev", { objects: [0], isOfStrings: false, pointerAt: null }],
  ])("%s: what it writes and keeps", (name, expected) => {
    expect(inactiveCall(name)?.text).toEqual(expected);
  });

  test("functions that link nodes are neither inactive nor allocators", () => {
    const insert = "_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_";
    expect(linkingCall(insert)).toMatchObject({
      nodes: [1, 2, 3],
      returnsNode: false,
      writes: true,
    });
    expect(inactiveCall(insert)).toBeUndefined();
    expect(allocatorRow(insert)).toBeUndefined();
  });
});
