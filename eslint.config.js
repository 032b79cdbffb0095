import tseslint from "typescript-eslint";

/** Sizes that keep a function readable; blank lines and comments are free. */
const functionLines = (max) => ["error", { max, skipBlankLines: true, skipComments: true }];

export default tseslint.config(
  { ignores: ["dist/", "build/", "coverage/", "node_modules/", "**/*.js", "**/*.mjs"] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      // Indices, counts and line numbers belong in messages.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A getter costs no field in each of a million instructions.
      "@typescript-eslint/class-literal-property-style": "off",
      complexity: ["error", 15],
      eqeqeq: "error",
      "max-lines": ["error", { max: 500 }],
      "max-lines-per-function": functionLines(80),
      "no-console": "error",
      "no-control-regex": "error",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "/dist/", message: "Import the source; dist/ is made from it." }] },
      ],
    },
  },
  { files: ["src/reverse/**/*.ts"], rules: { "max-lines-per-function": functionLines(60) } },
  // A describe block is a list of tests; its length says nothing.
  { files: ["test/**/*.ts"], rules: { "max-lines-per-function": "off" } },
  // Scripts and the tests' summaries speak to a person.
  { files: ["scripts/**/*.ts", "test/**/*.ts"], rules: { "no-console": "off" } },
);
