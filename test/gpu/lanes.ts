/**
 * What operations of a warp give, lane by lane, from the PTX manual and AMD's instruction set manuals; written without a look at the
 * runtime, which is measured against it. `undefined` is what a manual leaves open.
 */

/** What a lane brings. */
export interface Lane {
  readonly value: number;
  readonly other: number;
  readonly a: number;
  readonly b: number;
}

/** The results of one operation: a number for each lane. */
export type Model = (lanes: readonly Lane[], active: readonly boolean[]) => (number | undefined)[];

/** A model that says for each lane which lane it reads; null for none, which gives `missing`. */
export function pulling(
  source: (lane: number, own: Lane, width: number) => number | null,
  missing: (own: Lane) => number | undefined = () => undefined,
): Model {
  return (lanes, active) =>
    lanes.map((own, lane) => {
      const from = source(lane, own, lanes.length);
      const isThere = from !== null && active[from] === true;
      return isThere ? lanes[from]?.value : missing(own);
    });
}

/** PTX ISA, shfl.sync: "j" of the pseudocode with c = (segment mask << 8) | clamp. */
export function shuffle(
  mode: "idx" | "up" | "down" | "bfly",
  c: number,
): (lane: number, own: Lane) => { from: number; inRange: boolean } {
  const clamp = c % 32;
  const segmask = Math.floor(c / 256) % 32;
  return (lane, own) => {
    const bval = own.a % 32;
    const inside = lane % 32;
    // Bits of the segment mask come from the lane, the others from the clamp.
    const choose = (low: number): number => {
      let made = 0;
      for (let bit = 1; bit < 32; bit *= 2) {
        const chosen = Math.floor(segmask / bit) % 2 === 1 ? inside : low;
        if (Math.floor(chosen / bit) % 2 === 1) made += bit;
      }
      return made;
    };
    const maxLane = choose(clamp);
    const minLane = choose(0);
    let j = 0;
    let inRange = false;
    if (mode === "up") [j, inRange] = [inside - bval, inside - bval >= maxLane];
    if (mode === "down") [j, inRange] = [inside + bval, inside + bval <= maxLane];
    if (mode === "bfly") [j, inRange] = [xor(inside, bval), xor(inside, bval) <= maxLane];
    if (mode === "idx") {
      j = minLane + (choose(bval) - minLane);
      inRange = j <= maxLane;
    }
    return { from: lane - inside + (inRange ? j : inside), inRange };
  };
}

function xor(x: number, y: number): number {
  let made = 0;
  for (let bit = 1; bit < 64; bit *= 2) {
    if (Math.floor(x / bit) % 2 !== Math.floor(y / bit) % 2) made += bit;
  }
  return made;
}

/** The forms of DPP by name, as the assembler writes them, with the control word and the lane that is read. */
export interface DppForm {
  readonly name: string;
  readonly control: number;
  source(lane: number, width: number): number | null;
}

const inRow = (lane: number, position: number): number | null =>
  position < 0 || position > 15 ? null : lane - (lane % 16) + position;

/** Every form of DPP on GFX9 and the two that GFX10 added. */
export function dppForms(): DppForm[] {
  const forms: DppForm[] = [];
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 1, 3, 0],
    [2, 2, 2, 2],
  ]) {
    const control = order.reduce((sum, lane, i) => sum + lane * 4 ** i, 0);
    const source = (lane: number): number => lane - (lane % 4) + (order[lane % 4] ?? 0);
    forms.push({ name: `quad_perm:[${order.join(",")}]`, control, source });
  }
  for (let n = 1; n < 16; n++) {
    forms.push(
      { name: `row_shl:${n}`, control: 0x100 + n, source: (l) => inRow(l, (l % 16) + n) },
      { name: `row_shr:${n}`, control: 0x110 + n, source: (l) => inRow(l, (l % 16) - n) },
      {
        name: `row_ror:${n}`,
        control: 0x120 + n,
        source: (l) => inRow(l, ((l % 16) - n + 16) % 16),
      },
    );
  }
  for (const n of [0, 3, 15]) {
    forms.push(
      { name: `row_share:${n}`, control: 0x150 + n, source: (l) => inRow(l, n) },
      { name: `row_xmask:${n}`, control: 0x160 + n, source: (l) => inRow(l, xor(l % 16, n)) },
    );
  }
  return [...forms, ...wholeWave()];
}

function wholeWave(): DppForm[] {
  return [
    { name: "wave_shl:1", control: 0x130, source: (l, w) => (l + 1 < w ? l + 1 : null) },
    { name: "wave_rol:1", control: 0x134, source: (l, w) => (l + 1 < w ? l + 1 : 0) },
    { name: "wave_shr:1", control: 0x138, source: (l) => (l > 0 ? l - 1 : null) },
    { name: "wave_ror:1", control: 0x13c, source: (l, w) => (l > 0 ? l - 1 : w - 1) },
    { name: "row_mirror", control: 0x140, source: (l) => inRow(l, 15 - (l % 16)) },
    {
      name: "row_half_mirror",
      control: 0x141,
      source: (l) => inRow(l, l % 16 < 8 ? 7 - (l % 16) : 23 - (l % 16)),
    },
    // "Broadcast 15th lane of each row to the next row", "lane 31 to rows 2 and 3".
    { name: "row_bcast:15", control: 0x142, source: (l) => (l < 16 ? null : l - (l % 16) - 1) },
    { name: "row_bcast:31", control: 0x143, source: (l) => (l < 32 ? null : 31) },
  ];
}

/** What a DPP move gives: `value` of the source, 0 or `other` without one, and always `other` where a mask leaves the lane out. */
export function dpp(form: DppForm, rowMask: number, bankMask: number, bound: boolean): Model {
  return (lanes, active) =>
    lanes.map((own, lane) => {
      const row = Math.floor(lane / 16);
      const bank = Math.floor((lane % 16) / 4);
      const isEnabled = (mask: number, bit: number): boolean =>
        Math.floor(mask / 2 ** bit) % 2 === 1;
      if (!isEnabled(rowMask, row) || !isEnabled(bankMask, bank)) return own.other;
      const from = form.source(lane, lanes.length);
      if (from !== null && active[from] === true) return lanes[from]?.value;
      return bound ? 0 : own.other;
    });
}

/** ds_swizzle in its two modes on GFX9: "quad permute" with bit 15, else masks of and, or, xor on five bits of the lane. */
export function swizzle(pattern: number): Model {
  const bits = (from: number, count: number): number =>
    Math.floor(pattern / 2 ** from) % 2 ** count;
  return pulling(
    (lane) => {
      if (bits(15, 1) === 1) return lane - (lane % 4) + bits(2 * (lane % 4), 2);
      let to = 0;
      for (let bit = 0; bit < 5; bit++) {
        const own = Math.floor(lane / 2 ** bit) % 2;
        const kept = Math.floor(bits(0, 5) / 2 ** bit) % 2 === 1 ? own : 0;
        const set = Math.floor(bits(5, 5) / 2 ** bit) % 2 === 1 ? 1 : kept;
        const flip = Math.floor(bits(10, 5) / 2 ** bit) % 2;
        if (set !== flip) to += 2 ** bit;
      }
      return lane - (lane % 32) + to;
    },
    () => 0,
  );
}
