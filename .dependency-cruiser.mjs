/**
 * The floors of docs/architecture.md, lowest first. A file may import its own floor and those below.
 * A floor is a folder, or a file at the top of src/.
 */
const floors = [
  "src/support/",
  "src/ir/",
  "src/rules/",
  "src/analysis/",
  "src/transform/",
  "src/reverse/",
  "src/forward/",
  "src/checkpoint/",
  "src/gpu/",
  "src/pipeline",
  "src/drivers/",
  "src/index",
  "cli/",
];

/** One rule for each floor: it imports nothing from the floors above it. */
const looksDownOnly = floors.slice(0, -1).map((floor, level) => ({
  name: `${floor.replace(/\/$/, "")}-looks-down-only`,
  severity: "error",
  comment:
    "A floor knows itself and the floors below it. Move the shared part down, or hand it in as an " +
    "argument or an interface that this floor declares.",
  from: { path: `^${floor}` },
  to: { path: floors.slice(level + 1).map((above) => `^${above}`) },
}));

export default {
  forbidden: [
    ...looksDownOnly,
    {
      name: "no-cycles",
      severity: "error",
      comment:
        "Two files that import each other are one file. Type imports count. Move what both need " +
        "to a third file below them.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "Nothing imports this file and it imports nothing. Use it or delete it.",
      from: { orphan: true, path: "^(src|cli)/", pathNot: "^src/index\\.ts$" },
      to: {},
    },
    {
      name: "src-not-to-test-or-scripts",
      severity: "error",
      comment: "What users run must not need tests or scripts. Move the helper into src/support.",
      from: { path: "^(src|cli)/" },
      to: { path: "^(test|scripts)/" },
    },
    {
      name: "oracle-not-to-rules",
      severity: "error",
      comment:
        "test/oracle is what the rules are measured against: reading a rule there would make a " +
        "wrong rule agree with itself. Write the function from exp, log, sin, cos of real numbers.",
      from: { path: "^test/oracle/" },
      to: { path: "^src/rules/" },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "The import names no file and no installed package. Correct it, or add the package.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^llvm-bindings$" },
    },
    {
      name: "no-development-packages-in-src",
      severity: "error",
      comment: "Users get only `dependencies`. Move the package there, or do without it.",
      from: { path: "^(src|cli)/" },
      to: { dependencyTypes: ["npm-dev"], pathNot: "node_modules/@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^test/(corpus|ll|programs)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".js", ".mjs", ".json", ".d.ts"],
    },
  },
};
