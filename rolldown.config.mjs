/**
 * The command as one file: reading and linking the modules one by one takes longer than most gradients. What comes from packages stays where it is.
 */
export default {
  input: "dist/cli/main.js",
  platform: "node",
  external: /^[^./]/,
  output: {
    dir: "dist/bin",
    entryFileNames: "tsad.js",
    chunkFileNames: "tsad-[name].js",
    format: "esm",
  },
};
