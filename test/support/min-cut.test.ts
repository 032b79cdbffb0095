import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CutGraph } from "../../src/support/min-cut.ts";

interface Example {
  readonly weights: readonly number[];
  readonly edges: readonly (readonly [number, number])[];
  readonly sources: readonly number[];
  readonly targets: readonly number[];
}

function cutOf({ weights, edges, sources, targets }: Example): ReadonlySet<number> {
  const graph = new CutGraph(weights);
  for (const [from, to] of edges) graph.addEdge(from, to);
  for (const node of sources) graph.addSource(node);
  for (const node of targets) graph.addTarget(node);
  return graph.cut();
}

/** Does nothing get from a source to a target when those nodes are taken out? */
function separates(out: ReadonlySet<number>, { edges, sources, targets }: Example): boolean {
  const seen = new Set(sources.filter((node) => !out.has(node)));
  for (const node of seen) {
    for (const [from, to] of edges) if (from === node && !out.has(to)) seen.add(to);
  }
  return targets.every((node) => !seen.has(node));
}

const examples = fc.integer({ min: 1, max: 8 }).chain((count) => {
  const node = fc.integer({ min: 0, max: count - 1 });
  return fc.record({
    weights: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: count, maxLength: count }),
    edges: fc.array(fc.tuple(node, node), { maxLength: 20 }),
    sources: fc.array(node, { maxLength: 3 }),
    targets: fc.array(node, { maxLength: 3 }),
  });
});

describe("minimum cuts", () => {
  it("separate, and no set of nodes of less weight does", () => {
    const check = (example: Example): void => {
      const weigh = (nodes: Iterable<number>): number =>
        [...nodes].reduce((sum, node) => sum + (example.weights[node] ?? 0), 0);
      const cut = cutOf(example);
      expect(separates(cut, example)).toBe(true);
      const { length } = example.weights;
      for (let bits = 0; bits < 1 << length; bits++) {
        const other = new Set([...Array(length).keys()].filter((i) => ((bits >> i) & 1) === 1));
        if (separates(other, example)) expect(weigh(cut)).toBeLessThanOrEqual(weigh(other));
      }
    };
    fc.assert(fc.property(examples, check), { numRuns: 300 });
  });

  it("lie next to the targets where there are several", () => {
    const chain = {
      weights: [8, 8, 8],
      edges: [
        [0, 1],
        [1, 2],
      ] as const,
      sources: [0],
      targets: [2],
    };
    expect([...cutOf(chain)]).toEqual([2]);
  });

  it("leave out nodes that must stay", () => {
    const chain = { weights: [80, Infinity], edges: [[0, 1]] as const, sources: [0], targets: [1] };
    expect([...cutOf(chain)]).toEqual([0]);
  });

  it("are found in long chains", () => {
    const count = 100_000;
    const weights = Array.from({ length: count }, (_, i) => 8 + (i % 7));
    const edges = weights.slice(1).map((_, i) => [i, i + 1] as const);
    expect(cutOf({ weights, edges, sources: [0], targets: [count - 1] }).size).toBe(1);
  });
});
