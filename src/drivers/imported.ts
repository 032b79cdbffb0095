/** Takes a module of a shared library into a program: the library keeps its own, so what comes in are copies of its functions. */
import { TsadError } from "../support/errors.ts";

const linkages =
  /^(?:private|internal|available_externally|linkonce|linkonce_odr|weak|weak_odr|common|external|extern_weak|appending)\b/;

/**
 * The text of a module, in which functions are copies that no one else sees, and variables are those of the library.
 * @throws TsadError E_LINK for a variable that only the library sees, of which there would be two
 */
export function imported(text: string, library: string): string {
  return text
    .replace(/^define (.*)$/gm, (_all, rest: string) => `define ${importedFunction(rest)}`)
    .replace(/^(@\S+) = (.*)$/gm, (all, name: string, rest: string) => {
      const isLocal = /^(?:private|internal)\b/.test(rest);
      if (!isLocal)
        return linkages.test(rest) ? all : `${name} = available_externally ${bare(rest)}`;
      if (/^[\w() ]*?\bconstant\b/.test(rest)) return all;
      throw new TsadError("E_LINK", {
        reason: `a derivative needs functions of ${library}, which keeps a variable of its own, ${name}, that a copy would not share`,
        remedy: "link the library as a static one (.a)",
      });
    });
}

function importedFunction(rest: string): string {
  if (/^(?:private|internal)\b/.test(rest)) return rest;
  const [linkage = ""] = linkages.exec(rest) ?? [];
  const signature = rest
    .slice(linkage.length)
    .trim()
    .replace(/^(?:dso_local|dso_preemptable) /, "");
  return `linkonce_odr hidden ${bare(signature.replace(/^(?:default|hidden|protected) /, ""))}`;
}

/** Without its comdat, which what is not defined here must not have. */
function bare(text: string): string {
  return text.replace(/,? comdat(?:\([^)]*\))?/, "").replace(/^dso_local /, "");
}
