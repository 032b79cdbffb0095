/** The text of a module and places in it. Offsets count characters of the latin1 text, which are bytes of the file. */
import { type ErrorCode, type ErrorFacts, type Location, TsadError } from "../support/errors.ts";

/** One input text with its name. */
export class Source {
  readonly file: string;
  readonly text: string;
  private lineStarts: number[] | null = null;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** Line and column (from 1) of an offset; the line table is made when the first place is asked for. */
  locate(offset: number): Location {
    this.lineStarts ??= startsOfLines(this.text);
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.lineStarts[low] ?? 0;
    return { file: this.file, line: low + 1, column: offset - start + 1 };
  }

  /** An error about the text at `offset`. */
  error(
    code: Extract<ErrorCode, "E_SYNTAX" | "E_SEMANTIC" | "E_LIMIT">,
    reason: string,
    offset: number,
    more: Omit<ErrorFacts, "location" | "reason"> = {},
  ): TsadError {
    return new TsadError(code, { ...more, location: this.locate(offset), reason });
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
    starts.push(end + 1);
  return starts;
}

/**
 * The text from `start` to `end` without comments, every run of white space outside strings made one space, trimmed. Words
 * of open text are kept in this form.
 */
export function cleanSlice(text: string, start: number, end: number): string {
  const slice = text.slice(start, end).trim();
  if (!/[;\n\r\t]|\/\*| {2}/.test(slice)) return slice;
  return slice
    .replace(/"[^"]*"|;[^\n]*|\/\*[^]*?\*\//g, (part) => (part.startsWith('"') ? part : " "))
    .replace(/"[^"]*"|\s+/g, (part) => (part.startsWith('"') ? part : " "))
    .trim();
}

/** The bytes a quoted string stands for: `\\` is a backslash, `\XX` the byte of that hexadecimal value; any other backslash is itself. */
export function unescape(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:\\|([0-9A-Fa-f]{2}))/g, (_all, hex: string | undefined) =>
    hex === undefined ? "\\" : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
