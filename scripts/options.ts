/** The options that the scripts share: `--NAME=A,B`. */

/** What was given for the option `name`, in parts; undefined when it was not given. */
export function chosen(name: string): string[] | undefined {
  return process.argv
    .slice(2)
    .find((arg) => arg.startsWith(`--${name}=`))
    ?.slice(name.length + 3)
    .split(",");
}

/** The arguments that are no options. */
export function named(): string[] {
  return process.argv.slice(2).filter((arg) => !arg.startsWith("--"));
}
