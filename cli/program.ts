/** The commands, their options and the help that teaches them. */
import { Argument, Command } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { type GpuRunOptions, gpuRun } from "./gpu-run.ts";
import { type GradOptions, grad } from "./grad.ts";
import {
  collect,
  collectActivity,
  collectList,
  errorLimit,
  planOf,
  llvmVersion,
  modeOf,
} from "./options.ts";
import { print, type TextOptions, verify } from "./plain.ts";
import { schedule, type ScheduleOptions } from "./schedule.ts";
import type { Session } from "./session.ts";
import { show, type Showable, showables, type ShowOptions } from "./show.ts";

const llvmHelp = "take the input to be of LLVM version NN instead of asking its text";

const jsonHelp = "write each error as one line of JSON on standard error";

/** The command line of one run. Errors are thrown as CommanderError, and printed by the caller. */
export function makeProgram(session: Session): Command {
  const program = new Command("tsad")
    .description("Reverse-mode differentiation of LLVM IR: text in, text out.")
    .version(packageJson.version)
    .configureHelp({ showGlobalOptions: false })
    .addHelpText("after", overview);
  addGrad(program, session);
  addPlain(program, session);
  addShow(program, session);
  addSchedule(program);
  addGpuRun(program, session);
  addDrivers(program);
  for (const command of program.commands) command.option("--json", jsonHelp);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: () => undefined });
    command.showSuggestionAfterError(true).allowExcessArguments(false);
  }
  return program;
}

function addGrad(program: Command, session: Session): void {
  program
    .command("grad")
    .summary("add gradients of functions to a module")
    .description(
      "Adds a gradient to the module for every --fn, and replaces every __enzyme_autodiff call in it.",
    )
    .argument("<input>", "LLVM IR text or bitcode; - is standard input")
    .option("-o, --output <file>", "where the module goes; - is standard output", "-")
    .option("--fn <name>", "a function to differentiate; may be given again", collect)
    .option(
      "--kernel <name>",
      "a GPU kernel to make the gradient kernel of; may be given again",
      collect,
    )
    .option(
      "--name <name>",
      "the gradient's name (default: NAME_grad, forward NAME_fwd); once per --fn and --kernel",
      collect,
    )
    .option("--wrt <parameters>", "differentiate with respect to these only: x,y", collectList)
    .option(
      "--of <outputs>",
      "differentiate these only: ret, or parameters written to",
      collectList,
    )
    .option("--activity <list>", "say what parameters are: x=dup,n=const", collectActivity)
    .option(
      "--mode <mode>",
      "reverse: gradients; forward: directional derivatives",
      modeOf,
      "reverse",
    )
    .option(
      "--plan <plan>",
      "cut: keep the least, compute the rest again; keep-all: compute nothing again but addresses",
      planOf,
      "cut",
    )
    .option("--header <file>", "write C prototypes of the gradients")
    .option("--llvm <NN>", llvmHelp, llvmVersion)
    .option("--error-limit <N>", "tell up to N independent errors in one run", errorLimit, 20)
    .option("--no-verify", "do not check the result")
    .option(
      "--checkpoint <rule>",
      "checkpoint a loop: FILE:FUNCTION:LINE=revolve(slots=10)",
      collect,
    )
    .option("--explain-checkpoint", "show the state of each checkpointed loop, on standard error")
    .option("--print-after <step>", "show what a step found, on standard error", collectList)
    .option("--time", "show how long each step took, on standard error")
    .addHelpText("after", gradHelp)
    .action((input: string, options: GradOptions) => grad(session, input, options));
}

function addPlain(program: Command, session: Session): void {
  program
    .command("print")
    .summary("read a module whole and write it anew")
    .description("Reads every function into tsad's graph, and writes the module from that graph.")
    .argument("<input>", "LLVM IR text or bitcode; - is standard input")
    .option("-o, --output <file>", "where the module goes; - is standard output", "-")
    .option("--llvm <NN>", llvmHelp, llvmVersion)
    .action((input: string, options: TextOptions & { output: string }) => {
      return print(session, input, options);
    });
  program
    .command("verify")
    .summary("check that a module is well formed")
    .description("Reads every function strictly and checks it; then asks the matching opt, if any.")
    .argument("<input>", "LLVM IR text or bitcode; - is standard input")
    .option("--llvm <NN>", llvmHelp, llvmVersion)
    .action((input: string, options: TextOptions) => verify(session, input, options));
}

function addShow(program: Command, session: Session): void {
  program
    .command("show")
    .summary("show what tsad finds out about functions")
    .description(
      "Shows the memory objects of functions, what their bytes are used as, or what calls read and write (docs/objects.md); what is active in their gradients, or what those keep and recompute (docs/show.md).",
    )
    .addArgument(new Argument("<what>", "what to show").choices(showables))
    .argument("<input>", "LLVM IR text or bitcode; - is standard input")
    .option("--fn <name>", "only this function; may be given again", collect)
    .option("--wrt <parameters>", "activity, plan: as for tsad grad", collectList)
    .option("--of <outputs>", "activity, plan: as for tsad grad", collectList)
    .option("--activity <list>", "activity, plan: as for tsad grad", collectActivity)
    .option("--llvm <NN>", llvmHelp, llvmVersion)
    .addHelpText("after", showHelp)
    .action((what: Showable, input: string, options: ShowOptions) => {
      return show(session, what, input, options);
    });
}

function addSchedule(program: Command): void {
  program
    .command("schedule")
    .summary("show what a checkpoint schedule costs")
    .description(
      "Prints how many steps a schedule runs to reverse a loop, and how many states it keeps; draws it, or with --json lists all it does (docs/checkpointing-runtime.md).",
    )
    .argument("<name>", "the schedule, with its numbers as in TSAD_CKPT: revolve:5, two-level:10:2")
    .argument("<steps>", "the length of the loop")
    .argument("[slots]", "its number of slots, where the name does not say it")
    .option("-o, --output <file>", "where the counts go; - is standard output", "-")
    .option("--svg <file>", "draw it; - is standard output")
    .addHelpText("after", scheduleHelp)
    .action((...given: [string, string, string | undefined, ScheduleOptions]) => {
      schedule(...given);
    });
}

const scheduleHelp = `
Schedules:
  store-all                 keeps every state
  periodic:K, periodic:1:P  stores the first states of K segments, or of segments of P steps
  two-level:P:S             blocks of P steps on slower storage, the inside of one by revolve with S slots more
  revolve:S                 the fewest steps that S slots allow
  multistage:S:M            revolve with M of S slots in memory
  hrevolve:A:B/W/R          levels of A and B slots; writing to the second costs W steps, reading R
  disk-revolve:A:0/W/R      A slots in memory and a disk without limit
  mixed:S                   a slot holds a state, or a step's record
  online:S                  for loops whose length is found at their end

Examples:
  $ tsad schedule revolve 100 5
  $ tsad schedule revolve 100 5 --svg revolve.svg
  $ tsad schedule hrevolve:2:3/2/2 20 --json`;

function addGpuRun(program: Command, session: Session): void {
  program
    .command("gpu-run")
    .summary("run GPU kernels on the CPU, with a race detector")
    .description(
      "Makes a module for the CPU from one of kernels for nvptx64 or amdgcn; docs/gpu-run.md tells how to launch them.",
    )
    .argument("<input>", "LLVM IR text or bitcode; - is standard input")
    .option("-o, --output <file>", "where the module goes; - is standard output", "-")
    .option("--llvm <NN>", llvmHelp, llvmVersion)
    .option("--no-verify", "do not check the result")
    .addHelpText("after", gpuRunHelp)
    .action((input: string, options: GpuRunOptions) => gpuRun(session, input, options));
}

const gpuRunHelp = `
Example:
  $ clang -x cuda --cuda-device-only -nocudalib -S -emit-llvm -g kernels.cu -o kernels.ll
  $ tsad gpu-run kernels.ll -o kernels.host.ll
  $ clang -O1 driver.c kernels.host.ll runtime/gpu/*.c -Iinclude -lm -o run && ./run`;

/** The compilers, for the overview: their words are never read by commander (cli/drivers.ts). */
function addDrivers(program: Command): void {
  const stands = "in a build, with its own arguments (docs/building.md)";
  for (const [name, what] of [
    ["cc", `compile and link C, ${stands}`],
    ["c++", `compile and link C++, ${stands}`],
    ["fc", `compile and link Fortran, ${stands}`],
    ["rustc", `compile and link Rust, ${stands}`],
    ["launch", "put in front of a compiler: tsad launch clang -c f.c"],
  ] as const) {
    program.command(name).summary(what).helpOption(false).argument("[arguments...]");
  }
}

const showHelp = `
What to show:
  objects   the memory objects that pointers lead to
  types     what their bytes are used as
  modref    what a function and all that it calls read and write
  activity  which parameters, memory and values carry derivatives, and why others do not (needs --fn)
  plan      what the gradient computes again, what it keeps, and how often (needs --fn)

Examples:
  $ tsad show objects f.ll --fn f
  $ tsad show activity f.ll --fn f --wrt x
  $ tsad show plan f.ll --fn f`;

const overview = `
A gradient from a C function in three steps:
  $ clang -O2 -S -emit-llvm f.c -o f.ll           # double f(const double *x, int n)
  $ tsad grad f.ll -o f_grad.ll --fn f --header f_grad.h
  $ clang -O2 main.c f_grad.ll -o main -lm        # main.c includes f_grad.h and calls f_grad

'tsad grad --help' explains activities and the gradient's signature.
Exit codes: 0 success, 1 bad or unsupported input, 2 wrong usage.`;

const gradHelp = `
Parameters are named as in the source (with -g) or in the IR, or by position from 0.
Activities:
  dup        a pointer with a shadow: the gradient takes dx behind x and adds to *dx
  dupnoneed  as dup, and what the function leaves in *x is not needed
  out        a number whose derivative is returned
  const      not differentiated
By default pointers to floats are dup, floats are out, and all else is const.

Examples:
  $ tsad grad f.ll -o g.ll --fn f                 adds @f_grad
  $ tsad grad f.ll -o g.ll --fn f --wrt x         only with respect to x
  $ tsad grad f.ll -o g.ll --fn f --activity x=dup,n=const --name df
  $ clang -O1 -S -emit-llvm a.c -o - | tsad grad - -o a.ll     __enzyme_autodiff calls in a.c
  $ tsad grad f.ll --fn f --print-after=plan      what is kept and what is recomputed
  $ tsad grad f.ll -o t.ll --fn f --mode forward  adds @f_fwd(x, dx, n): the derivative in direction dx`;
