/** A case for every operation of a warp in the tables of the targets. */
import type { Case, Setting } from "./lane-cases.ts";
import { dpp, dppForms, type Lane, type Model, pulling, shuffle, swizzle } from "./lanes.ts";

/** A number for all lanes, from those that are active. */
const together =
  (of: (there: readonly Lane[], mask: number) => number): Model =>
  (lanes, active) => {
    const there = lanes.filter((_, i) => active[i]);
    const mask = active.reduce((sum, isThere, i) => (isThere && i < 32 ? sum + 2 ** i : sum), 0);
    const all = of(there, mask);
    return lanes.map(() => all);
  };

/** The lanes, as a mask of 32, that a test holds for. */
const lanesWhere =
  (test: (lane: Lane, own: Lane) => boolean): Model =>
  (lanes, active) =>
    lanes.map((own) =>
      lanes.reduce(
        (sum, lane, i) => (active[i] === true && i < 32 && test(lane, own) ? sum + 2 ** i : sum),
        0,
      ),
    );

const isBig = ({ value }: Lane): boolean => value > 3;
const big = "  %big = icmp ugt i32 %value, 3\n";
const asBit = "  %r = zext i1 %bit to i32";
const pair = (call: string): string =>
  `  %both = call { i32, i1 } ${call}\n  %r = extractvalue { i32, i1 } %both, 0\n  %bit = extractvalue { i32, i1 } %both, 1\n  %p = zext i1 %bit to i32`;

function shuffleCases(): Case[] {
  return (["idx", "up", "down", "bfly"] as const).flatMap((mode) =>
    [32, 16, 8, 4, 2].flatMap((width) => {
      const c = (32 - width) * 256 + (mode === "up" ? 0 : 31);
      const source = shuffle(mode, c);
      const model = pulling((lane, own) => source(lane, own).from);
      const predicate: Model = (lanes) =>
        lanes.map((own, lane) => (source(lane, own).inRange ? 1 : 0));
      const float = `  %f = bitcast i32 %value to float\n  %g = call float @llvm.nvvm.shfl.sync.${mode}.f32(i32 %mask, float %f, i32 %a, i32 ${c})\n  %r = bitcast float %g to i32`;
      return [
        {
          name: `shfl.sync.${mode}.i32p, ${width}`,
          code: pair(`@llvm.nvvm.shfl.sync.${mode}.i32p(i32 %mask, i32 %value, i32 %a, i32 ${c})`),
          model,
          predicate,
        },
        { name: `shfl.sync.${mode}.f32, ${width}`, code: float, model },
        {
          name: `shfl.${mode}.i32, ${width}`,
          code: `  %r = call i32 @llvm.nvvm.shfl.${mode}.i32(i32 %value, i32 %a, i32 ${c})`,
          model,
        },
      ];
    }),
  );
}

function voteCases(): Case[] {
  const modes: readonly (readonly [string, Model])[] = [
    ["all", together((there) => (there.every(isBig) ? 1 : 0))],
    ["any", together((there) => (there.some(isBig) ? 1 : 0))],
    ["uni", together((there) => (there.every(isBig) || !there.some(isBig) ? 1 : 0))],
  ];
  const ballot = lanesWhere(isBig);
  const same = lanesWhere((lane, own) => lane.value === own.value);
  const isSame = (there: readonly Lane[]): boolean => there.every(({ a }) => a >> 8 === 0);
  const whole = `  %high = lshr i32 %a, 8\n`;
  return [
    ...modes.flatMap(([mode, model]): Case[] => [
      {
        name: `vote.${mode}.sync`,
        code: `${big}  %bit = call i1 @llvm.nvvm.vote.${mode}.sync(i32 %mask, i1 %big)\n${asBit}`,
        model,
      },
      {
        name: `vote.${mode}`,
        code: `${big}  %bit = call i1 @llvm.nvvm.vote.${mode}(i1 %big)\n${asBit}`,
        model,
      },
    ]),
    {
      name: "vote.ballot.sync",
      code: `${big}  %r = call i32 @llvm.nvvm.vote.ballot.sync(i32 %mask, i1 %big)`,
      model: ballot,
    },
    {
      name: "vote.ballot",
      code: `${big}  %r = call i32 @llvm.nvvm.vote.ballot(i1 %big)`,
      model: ballot,
    },
    {
      name: "match.any.sync.i32",
      code: "  %r = call i32 @llvm.nvvm.match.any.sync.i32(i32 %mask, i32 %value)",
      model: same,
    },
    {
      name: "match.any.sync.i64",
      code: "  %low = zext i32 %value to i64\n  %wide = shl i64 %low, 33\n  %r = call i32 @llvm.nvvm.match.any.sync.i64(i32 %mask, i64 %wide)",
      model: same,
    },
    {
      name: "match.all.sync.i32p, which differ",
      code: pair("@llvm.nvvm.match.all.sync.i32p(i32 %mask, i32 %value)"),
      model: together(() => 0),
      predicate: together(() => 0),
    },
    {
      name: "match.all.sync.i64p, which agree",
      code: `${whole}  %wide = zext i32 %high to i64\n${pair("@llvm.nvvm.match.all.sync.i64p(i32 %mask, i64 %wide)")}`,
      model: together((there, mask) => (isSame(there) ? mask : 0)),
      predicate: together((there) => (isSame(there) ? 1 : 0)),
    },
    {
      name: "activemask",
      code: "  %r = call i32 @llvm.nvvm.activemask()",
      model: together((_, mask) => mask),
    },
    {
      name: "asm activemask",
      code: '  %r = call i32 asm sideeffect "activemask.b32 $0;", "=r"()',
      model: together((_, mask) => mask),
    },
  ];
}

/** `%signed` is around 0, so that signed and unsigned extrema differ. */
const signed = "  %signed = sub i32 %value, 3\n";

function reduceCases(call: (operation: string) => string): Case[] {
  const values = (there: readonly Lane[]): number[] => there.map(({ value }) => value - 3);
  const unsigned = (there: readonly Lane[]): number[] => values(there).map((v) => v >>> 0);
  const models: readonly (readonly [string, (there: readonly Lane[]) => number])[] = [
    ["add", (there) => values(there).reduce((x, y) => x + y, 0)],
    ["min", (there) => Math.min(...values(there))],
    ["max", (there) => Math.max(...values(there))],
    ["umin", (there) => Math.min(...unsigned(there))],
    ["umax", (there) => Math.max(...unsigned(there))],
    ["and", (there) => values(there).reduce((x, y) => x & y, -1)],
    ["or", (there) => values(there).reduce((x, y) => x | y, 0)],
    ["xor", (there) => values(there).reduce((x, y) => x ^ y, 0)],
  ];
  return models.map(([operation, of]) => ({
    name: `reduce ${operation}`,
    code: `${signed}  %r = call i32 ${call(operation)}`,
    model: together((there) => of(there) >>> 0),
  }));
}

const amd = (call: string): string => `  %r = call i32 @llvm.amdgcn.${call}`;

function dppCases(): Case[] {
  const masks = [
    [15, 15, true],
    [15, 15, false],
    [5, 15, true],
    [15, 6, false],
  ] as const;
  return dppForms().flatMap((form) =>
    masks.map(([rows, banks, bound]) => ({
      name: `update.dpp ${form.name} rows ${rows} banks ${banks} ${bound ? "bound" : ""}`,
      code: amd(
        `update.dpp.i32(i32 %other, i32 %value, i32 ${form.control}, i32 ${rows}, i32 ${banks}, i1 ${bound})`,
      ),
      model: dpp(form, rows, banks, bound),
    })),
  );
}

function moveCases(): Case[] {
  const first: Model = (lanes, active) => lanes.map(() => lanes[active.indexOf(true)]?.value);
  const nibble = (own: Lane, lane: number): number =>
    Math.floor((lane % 16 < 8 ? own.a : own.b) / 16 ** (lane % 8)) % 16;
  return [
    { name: "readfirstlane", code: amd("readfirstlane.i32(i32 %value)"), model: first },
    {
      name: "readfirstlane of a float",
      code: "  %f = bitcast i32 %value to float\n  %g = call float @llvm.amdgcn.readfirstlane.f32(float %f)\n  %r = bitcast float %g to i32",
      model: first,
    },
    {
      name: "readlane of 64 bits",
      code: "  %low = zext i32 %value to i64\n  %wide = shl i64 %low, 32\n  %got = call i64 @llvm.amdgcn.readlane.i64(i64 %wide, i32 5)\n  %up = lshr i64 %got, 32\n  %r = trunc i64 %up to i32",
      model: pulling(() => 5),
    },
    ...[0, 7, 31].map((lane) => ({
      name: `readlane ${lane}`,
      code: amd(`readlane.i32(i32 %value, i32 ${lane})`),
      model: pulling(() => lane),
    })),
    {
      name: "writelane",
      code: amd("writelane.i32(i32 77, i32 9, i32 %other)"),
      model: (lanes) => lanes.map(({ other }, lane) => (lane === 9 ? 77 : other)),
    },
    {
      name: "ds.bpermute",
      code: amd("ds.bpermute(i32 %a, i32 %value)"),
      model: pulling(
        (_, own, width) => Math.floor(own.a / 4) % width,
        () => 0,
      ),
    },
    {
      name: "ds.permute",
      code: amd("ds.permute(i32 %a, i32 %value)"),
      // In the order of the lanes, so the last that writes stays.
      model: (lanes, active) => {
        const got = lanes.map(() => 0);
        lanes.forEach(({ a, value }, i) => {
          if (active[i] === true) got[Math.floor(a / 4) % lanes.length] = value;
        });
        return got;
      },
    },
    ...[0x041f, 0x001f, 0x7c1f, 0x03e0, 0x0c18, 0x801b, 0x80b1].map((pattern) => ({
      name: `ds.swizzle ${pattern.toString(16)}`,
      code: amd(`ds.swizzle(i32 %value, i32 ${pattern})`),
      model: swizzle(pattern),
    })),
    {
      name: "permlane16",
      code: amd("permlane16.i32(i32 %other, i32 %value, i32 %a, i32 %b, i1 false, i1 false)"),
      model: pulling(
        (lane, own) => lane - (lane % 16) + nibble(own, lane),
        ({ other }) => other,
      ),
    },
    {
      name: "permlanex16",
      code: amd("permlanex16.i32(i32 %other, i32 %value, i32 %a, i32 %b, i1 false, i1 false)"),
      model: pulling(
        (lane, own) => lane - (lane % 32) + (lane % 32 < 16 ? 16 : 0) + nibble(own, lane),
        ({ other }) => other,
      ),
    },
    {
      name: "ballot",
      code: `${big}  %wide = call i64 @llvm.amdgcn.ballot.i64(i1 %big)\n  %r = trunc i64 %wide to i32`,
      model: lanesWhere(isBig),
    },
    ...(
      [
        ["icmp", 34, isBig],
        ["icmp", 32, ({ value }: Lane) => value === 3],
        ["icmp", 40, ({ value }: Lane) => value < 3],
      ] as const
    ).map(([compare, number, holds]) => ({
      name: `${compare} ${number}`,
      code: `  %wide = call i64 @llvm.amdgcn.${compare}.i64.i32(i32 %value, i32 3, i32 ${number})\n  %r = trunc i64 %wide to i32`,
      model: lanesWhere(holds),
    })),
    {
      name: "fcmp 4",
      code: "  %f = uitofp i32 %value to float\n  %wide = call i64 @llvm.amdgcn.fcmp.i64.f32(float %f, float 3.0, i32 4)\n  %r = trunc i64 %wide to i32",
      model: lanesWhere(({ value }) => value < 3),
    },
  ];
}

/** Those of NVPTX. */
export const nvptxCases: readonly Case[] = [
  ...shuffleCases(),
  ...voteCases(),
  ...reduceCases((operation) => `@llvm.nvvm.redux.sync.${operation}(i32 %signed, i32 %mask)`),
];
/** Those of AMDGPU, for waves of any size. */
export const amdgpuCases: readonly Case[] = [
  ...dppCases(),
  ...moveCases(),
  ...reduceCases((operation) => `@llvm.amdgcn.wave.reduce.${operation}(i32 %signed, i32 0)`),
];
/** Only waves of 64 have it. */
export const permlane64: Case = {
  name: "permlane64",
  code: amd("permlane64.i32(i32 %value)"),
  model: pulling((lane) => (lane + 32) % 64),
};

const patterns: readonly (readonly [string, (lane: number) => boolean])[] = [
  ["all lanes", () => true],
  ["some lanes", (lane) => (lane * 7) % 5 !== 1],
];
/** What the cases are run on: all lanes, and some. */
export const settings = patterns.flatMap(([which, active]) => {
  const of = (target: Setting["target"], width: 32 | 64, cases: readonly Case[]) => {
    const lanes = Array.from({ length: width }, (_, lane) => active(lane));
    return { which, target, width, active: lanes, cases };
  };
  return [
    of("nvptx", 32, nvptxCases),
    of("amdgpu", 32, amdgpuCases),
    of("amdgpu", 64, [...amdgpuCases, permlane64]),
  ];
});
