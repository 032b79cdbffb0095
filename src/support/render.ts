/** Errors as text: for a person at a terminal, and as one line of JSON for programs. */
import type { Location, SourcePlace, TsadError } from "./errors.ts";

/** The longest part of a source line that is shown under an error, in characters. */
const excerptWidth = 160;

/**
 * The text of an error for a terminal, without a final newline. The first line has the place in the source where debug information
 * knows it, else the place in the IR.
 * @param text the input, when at hand: its line and a caret are shown
 */
export function render(error: TsadError, text?: string): string {
  const { location, source } = error;
  const place = source?.places[0] ?? location;
  const where = place === undefined ? "tsad: " : `${placeText(place)}: `;
  const lines = [`${where}error: ${printable(error.message)} [${error.code}]`];
  if (location !== undefined && place !== location) lines.push(`  ${placeText(location)}`);
  if (location !== undefined && text !== undefined) lines.push(...excerpt(text, location));
  const inside = [
    ...(error.function === undefined ? [] : [`in function @${printable(error.function)}`]),
    ...(error.value === undefined ? [] : [`value ${printable(error.value)}`]),
  ];
  if (inside.length > 0) lines.push(`  ${inside.join(", ")}`);
  lines.push(...sourceLines(error));
  lines.push(...error.notes.map((note, i) => `  ${i === 0 ? "note: " : "  "}${printable(note)}`));
  lines.push(`  help: ${printable(error.remedy)}`);
  return lines.join("\n");
}

function sourceLines({ source }: TsadError): readonly string[] {
  if (source === undefined) return [];
  const [inner, ...callers] = source.places;
  const value = source.value === undefined ? [] : [printable(source.value)];
  const within = inner?.function === undefined ? [] : [`in ${printable(inner.function)}`];
  const outermost = callers.at(-1);
  const depth = callers.length > 1 ? ` through ${callers.length - 1} more` : "";
  const inlined = outermost === undefined ? [] : [`inlined at ${placeText(outermost)}${depth}`];
  const said = [[...value, ...within].join(" "), ...inlined].filter((part) => part !== "");
  const names = [...source.names].map(
    ([symbol, name]) => `  @${printable(symbol)} is ${printable(name)}`,
  );
  return [...(said.length === 0 ? [] : [`  source: ${said.join(", ")}`]), ...names];
}

function placeText({ file, line, column }: Location): string {
  return `${printable(file)}:${line}${column === 0 ? "" : `:${column}`}`;
}

/**
 * The error as one line of JSON, without a final newline. Every key is always there; null is what is not known. The keys are listed in
 * docs/errors.md.
 */
export function renderJson(error: TsadError): string {
  const { location, source } = error;
  return JSON.stringify({
    code: error.code,
    message: error.message,
    file: location?.file ?? null,
    line: location?.line ?? null,
    column: location?.column ?? null,
    source: source === undefined ? null : sourceObject(source.places),
    function: error.function ?? null,
    value: error.value ?? null,
    sourceValue: source?.value ?? null,
    names: Object.fromEntries(source?.names ?? []),
    reason: error.reason ?? null,
    notes: error.notes,
    remedy: error.remedy,
  });
}

function sourceObject(places: readonly SourcePlace[]): object | null {
  const [inner, ...callers] = places.map((place) => ({
    file: place.file,
    line: place.line,
    column: place.column === 0 ? null : place.column,
    function: place.function ?? null,
  }));
  return inner === undefined ? null : { ...inner, inlinedAt: callers };
}

/** Control characters of the input must not reach a terminal; a long name must not hide the message. */
function printable(text: string): string {
  const cut = text.length > 400 ? `${text.slice(0, 400)}...` : text;
  return cut.replace(/\p{Cc}/gu, "\u00b7");
}

/** The source line and a caret below it; tabs are kept in both, so that the caret stays in place. */
function excerpt(source: string, { line, column }: Location): readonly string[] {
  const whole = lineOf(source, line);
  if (whole === undefined) return [];
  const offset = Math.max(0, Math.min(column - 1, whole.length));
  const start = offset < excerptWidth ? 0 : offset - Math.floor(excerptWidth / 2);
  const shown = tabsKept(whole.slice(start, start + excerptWidth));
  const before = shown.slice(0, offset - start).replace(/[^\t]/g, " ");
  return [`  ${shown}`, `  ${before}^`];
}

function tabsKept(text: string): string {
  return text.split("\t").map(printable).join("\t");
}

/** Line `line` (from 1) without its end, found by scanning so that a huge text is not split. */
function lineOf(source: string, line: number): string | undefined {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const end = source.indexOf("\n", start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  const end = source.indexOf("\n", start);
  const text = source.slice(start, end < 0 ? undefined : end);
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}
