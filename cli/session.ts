/** What one run of the command has read, so that an error can show the line it is about. */
import { readInput } from "../src/ir/io.ts";
import { Module } from "../src/ir/module.ts";

/** One run of `tsad`. */
export class Session {
  private readonly texts = new Map<string, string>();

  /**
   * Reads and slices the module at `path`.
   * @throws TsadError when it cannot be read or its items cannot be told apart
   */
  async readModule(path: string, llvm: number | undefined): Promise<Module> {
    return (await this.reader(path, llvm))();
  }

  /**
   * Reads the text at `path`, of which every call of what is returned makes a module anew.
   * @throws TsadError when it cannot be read; what is returned does when its items cannot be told apart
   */
  async reader(path: string, llvm: number | undefined): Promise<() => Module> {
    const { text, file } = await readInput(path);
    this.texts.set(file, text);
    return () => Module.parse(text, { file, ...(llvm === undefined ? {} : { llvm }) });
  }

  /** The text of a file that was read in this run. */
  sourceOf(file: string | undefined): string | undefined {
    return file === undefined ? undefined : this.texts.get(file);
  }
}
