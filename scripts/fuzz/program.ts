/** A program as a tree of lines, so that statements can be taken out of it again. */

/** A line, or a block: the line that opens it, what is in it, and the line that closes it. */
export type Node = string | Block;

/** Lines within braces, or without (`open` and `close` empty). */
export interface Block {
  readonly open: string;
  readonly body: readonly Node[];
  readonly close: string;
}

/** The source of a tree. */
export function render(nodes: readonly Node[], indent = ""): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return `${indent}${node}\n`;
      const open = node.open === "" ? "" : `${indent}${node.open}\n`;
      const close = node.close === "" ? "" : `${indent}${node.close}\n`;
      return `${open}${render(node.body, `${indent}  `)}${close}`;
    })
    .join("");
}

/** How many lines and blocks there are. */
export function sizeOf(nodes: readonly Node[]): number {
  return nodes.reduce(
    (sum, node) => sum + 1 + (typeof node === "string" ? 0 : sizeOf(node.body)),
    0,
  );
}

/**
 * Every tree that is one step smaller: runs of nodes left out, long runs first, and blocks replaced by what is in them.
 * Many of them are no programs; whoever tries them finds out.
 */
export function* smaller(nodes: readonly Node[]): Generator<readonly Node[]> {
  for (let length = nodes.length; length >= 1; length >>= 1) {
    for (let start = 0; start < nodes.length; start += length) {
      yield [...nodes.slice(0, start), ...nodes.slice(start + length)];
    }
  }
  for (const [i, node] of nodes.entries()) {
    if (typeof node === "string") continue;
    const around = (inner: readonly Node[]): readonly Node[] => [
      ...nodes.slice(0, i),
      ...inner,
      ...nodes.slice(i + 1),
    ];
    yield around(node.body);
    for (const body of smaller(node.body)) yield around([{ ...node, body }]);
  }
}
