/** A picture of a schedule: time goes to the right, the steps of the loop upwards. It follows the reader's choice of light or dark. */
import type { Action } from "./action.ts";
import { type Bar, type Counts, countActions, type Move, timelineOf } from "./timeline.ts";

const width = 960;
const plot = { left: 64, right: 944, top: 64, bottom: 384 };
const colours = 8;

/** Marks are drawn where there is room for them. */
const mostMarked = 400;

const light = [
  "#2f6db5",
  "#d97b1f",
  "#2e8b57",
  "#8a5fbf",
  "#c2487d",
  "#5f7a12",
  "#1f8a99",
  "#8c5a3c",
];
const dark = [
  "#6fa8e8",
  "#f0a35a",
  "#62c48d",
  "#b99be6",
  "#ec86b2",
  "#a6c455",
  "#5cc4d2",
  "#c99a7b",
];

const fills = (palette: readonly string[]): string =>
  palette.map((colour, i) => `.s${i}{fill:${colour};stroke:${colour}}`).join("");

const style = `
text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-size:16px;font-weight:600}
.back{fill:#ffffff}.grid{stroke:#d8dee4;stroke-width:1}
.forward{stroke:#57606a;stroke-width:1.5;fill:none}.turn{stroke:#cf222e;stroke-width:2;fill:none;stroke-linecap:round}
.slow{fill-opacity:.25}.record{fill-opacity:.5;stroke-dasharray:2 2}.read{fill:#ffffff;stroke:#24292f}${fills(light)}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.back{fill:#0d1117}.grid{stroke:#30363d}
.forward{stroke:#9aa4af}.turn{stroke:#ff7b72}.read{fill:#0d1117;stroke:#e6edf3}${fills(dark)}}`;

/** Round numbers from 0 to `most`, about `count` of them. */
function ticks(most: number, count: number): number[] {
  const rough = Math.max(1, most / count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

const n = (value: number): string => String(Math.round(value * 100) / 100);

/** Where times and steps are. */
interface Scale {
  readonly x: (time: number) => number;
  readonly y: (step: number) => number;
}

function axes({ x, y }: Scale, end: number, steps: number): string[] {
  const { left, right, bottom } = plot;
  const across = ticks(steps, 8).map(
    (step) =>
      `<path class="grid" d="M${left} ${n(y(step))}H${right}"/><text x="${left - 8}" y="${n(y(step) + 4)}" text-anchor="end">${step}</text>`,
  );
  const along = ticks(end, 10).map(
    (time) => `<text x="${n(x(time))}" y="${bottom + 18}" text-anchor="middle">${time}</text>`,
  );
  return [
    ...across,
    ...along,
    `<text x="${left}" y="${plot.top - 10}">step of the loop</text>`,
    `<text x="${right}" y="${bottom + 34}" text-anchor="end">time, in steps run or reversed</text>`,
  ];
}

const classOf = ({ place, isRecord }: Bar): string =>
  `s${place.slot % colours}${place.level > 0 ? " slow" : ""}${isRecord ? " record" : ""}`;

const nameOf = ({ place, step, isRecord }: Bar): string =>
  `slot ${place.slot}${place.level > 0 ? `, level ${place.level}` : ""}: ${isRecord ? "record of step" : "state"} ${step}`;

function bar(each: Bar, { x }: Scale, y: number, height: number): string {
  const left = x(each.start);
  const rect = `x="${n(left)}" y="${n(y)}" width="${n(Math.max(1, x(each.end) - left))}" height="${n(height)}"`;
  return `<rect class="${classOf(each)}" ${rect}><title>${nameOf(each)}</title></rect>`;
}

/** One line for all moves of a kind. */
function path(moves: readonly Move[], kind: "forward" | "turn", { x, y }: Scale): string {
  const isKind = (move: Move): boolean => (move.kind === "forward") === (kind === "forward");
  const lines = moves.filter(isKind).map(({ start, from, to }) => {
    const end = start + Math.abs(to - from);
    return `M${n(x(start))} ${n(y(from))}L${n(x(end))} ${n(y(to))}`;
  });
  return `<path class="${kind}" d="${lines.join("")}"/>`;
}

function readMarks(bars: readonly Bar[], { x, y }: Scale): string[] {
  return bars.flatMap(({ reads, step }) =>
    reads.map((time) => `<circle class="read" cx="${n(x(time))}" cy="${n(y(step))}" r="2.5"/>`),
  );
}

/** The slots below the plot, each a lane. */
function lanes(bars: readonly Bar[], scale: Scale, top: number): { svg: string[]; bottom: number } {
  const slots = [...new Set(bars.map(({ place }) => place.slot))].sort((a, b) => a - b);
  const height = Math.min(14, Math.max(2, 320 / Math.max(1, slots.length)));
  const laneOf = new Map(slots.map((slot, i) => [slot, top + i * height] as const));
  const labels = slots
    .filter((_, i) => height >= 11 || i % Math.ceil(11 / height) === 0)
    .map((slot) => {
      const y = (laneOf.get(slot) ?? top) + height / 2 + 4;
      return `<text x="${plot.left - 8}" y="${n(y)}" text-anchor="end">${slot}</text>`;
    });
  const rects = bars.map((each) => {
    const y = laneOf.get(each.place.slot) ?? top;
    return bar(each, scale, y + height * 0.1, height * 0.8);
  });
  const title = `<text x="${plot.left}" y="${top - 8}">slots</text>`;
  return { svg: [title, ...labels, ...rects], bottom: top + slots.length * height };
}

/** A mark and what it stands for; as wide as its words. */
function legend(y: number, bars: readonly Bar[], marked: boolean): string[] {
  const swatch = (kind: string): string =>
    `<rect class="s0${kind}" x="0" y="-8" width="20" height="7"/>`;
  const entries: (readonly [boolean, string, string])[] = [
    [true, `<path class="forward" d="M0 -4H20"/>`, "step run"],
    [true, `<path class="turn" d="M0 -4H20"/>`, "step reversed"],
    [true, swatch(""), "slot in memory"],
    [bars.some(({ place }) => place.level > 0), swatch(" slow"), "slot on slower storage"],
    [bars.some(({ isRecord }) => isRecord), swatch(" record"), "slot with a recorded step"],
    [marked, `<circle class="read" cx="10" cy="-4" r="2.5"/>`, "slot read"],
  ];
  let x = plot.left;
  return entries
    .filter(([isThere]) => isThere)
    .map(([, mark, text]) => {
      const group = `<g transform="translate(${n(x)} ${n(y)})">${mark}<text x="26" y="0">${text}</text></g>`;
      x += 52 + 6.4 * text.length;
      return group;
    });
}

/** What is said to those who cannot see the picture. */
function description(steps: number, counts: Counts): string {
  const { forwardSteps, turns, stores, restores, slots, factor } = counts;
  return (
    `A loop of ${steps} steps is run forward once and then reversed from its last step to its first. ` +
    `${forwardSteps} steps are run forward, ${turns} run and reversed at once; ${stores} states are stored in ` +
    `${slots} slots and restored ${restores} times. Each step is run ${factor.toFixed(3)} times on average.`
  );
}

/** The SVG text of a schedule called `title` for a loop of `steps` steps. */
export function pictureOf(actions: readonly Action[], steps: number, title: string): string {
  const { moves, bars, end } = timelineOf(actions);
  const counts = countActions(actions, steps);
  const scale: Scale = {
    x: (time) => plot.left + (time / Math.max(1, end)) * (plot.right - plot.left),
    y: (step) => plot.bottom - (step / Math.max(1, steps)) * (plot.bottom - plot.top),
  };
  const marked = actions.length <= mostMarked;
  const below = lanes(bars, scale, plot.bottom + 66);
  const height = below.bottom + 40;
  const thickness = Math.min(6, Math.max(1.5, 320 / (steps + 1)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${n(height)}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${title}</title>`,
    `<desc id="desc">${description(steps, counts)}</desc>`,
    `<style>${style}</style>`,
    `<rect class="back" width="${width}" height="${n(height)}"/>`,
    `<text class="title" x="${plot.left}" y="28">${title}</text>`,
    ...axes(scale, end, steps),
    ...bars.map((each) => bar(each, scale, scale.y(each.step) - thickness / 2, thickness)),
    path(moves, "forward", scale),
    path(moves, "turn", scale),
    ...(marked ? readMarks(bars, scale) : []),
    ...below.svg,
    ...legend(below.bottom + 26, bars, marked),
    "</svg>\n",
  ].join("\n");
}
