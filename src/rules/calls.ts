/**
 * Library functions that have effects but no part in any derivative: printing, strings, time, the
 * end of the program. What memory they touch is stated, because a plan that recomputes a load must know
 * it. Those of C++ are in src/rules/cxx-calls.ts.
 */
import { inactiveCxxCall } from "./cxx-calls.ts";
import type { InactiveCall } from "./inactive-call.ts";

const returns = (
  reads: readonly number[] | "all",
  writes: readonly number[],
  result: number | "own" = "own",
): InactiveCall => ({ reads, writes, deep: false, stops: false, result });
const deep: InactiveCall = { ...returns("all", []), writes: "all", deep: true };
const stops: InactiveCall = { ...returns("all", []), stops: true };

const fortranOutput = (begin: string, names: string): string =>
  names
    .split(" ")
    .map((name) => `_FortranAio${begin}${name}`)
    .join(" ");

/** Groups of names that behave alike. The memory of a FILE and the like is the library's own. */
const groups: readonly (readonly [string, InactiveCall])[] = [
  [
    "printf fprintf dprintf vprintf vfprintf __printf_chk __fprintf_chk __vprintf_chk __vfprintf_chk",
    returns("all", []),
  ],
  [
    "puts putchar putc fputc fputs fwrite fflush perror fputs_unlocked fwrite_unlocked putc_unlocked putchar_unlocked fputc_unlocked",
    returns("all", []),
  ],
  [
    "fopen fdopen freopen tmpfile fclose ferror feof clearerr fileno setvbuf remove rename rewind fseek fseeko ftell ftello",
    returns("all", []),
  ],
  [
    "open close lseek fsync unlink access isatty mkdir rmdir chdir setenv unsetenv",
    returns("all", []),
  ],
  [
    "exit _exit _Exit abort quick_exit __assert_fail __assert_rtn __assert __stack_chk_fail __chk_fail __fortify_fail __assertfail",
    stops,
  ],
  [
    "_FortranAStopStatement _FortranAStopStatementText _FortranAErrorStop _FortranAReportFatalUserError _FortranAAbort",
    stops,
  ],
  // Numbers and places of elements, and whether there are any.
  ["_FortranACount _FortranAAny _FortranAAll", returns("all", [])],
  [
    ["Sum", "Product", "Maxval", "Minval"]
      .flatMap((name) => ["1", "2", "4", "8"].map((size) => `_FortranA${name}Integer${size}`))
      .join(" "),
    returns("all", []),
  ],
  [
    "_FortranAMaxlocDim _FortranAMinlocDim",
    { ...returns("all", [0]), text: { objects: [0], isOfStrings: true, pointerAt: 0 } },
  ],
  // Text of Fortran. What Trim and the like give is text in memory of its own, which the program frees.
  [
    "_FortranAIndex1 _FortranAScan1 _FortranAVerify1 _FortranALenTrim1 _FortranACharacterCompareScalar1",
    returns("all", []),
  ],
  [
    "_FortranATrim _FortranAAdjustl _FortranAAdjustr _FortranARepeat",
    { ...returns("all", [0]), text: { objects: [0], isOfStrings: true, pointerAt: 0 } },
  ],
  // Output of Fortran. A unit that is a variable of the program is only known to the call that begins a statement.
  [
    fortranOutput(
      "Begin",
      "ExternalListOutput ExternalFormattedOutput UnformattedOutput OpenUnit OpenNewUnit Close Flush",
    ),
    returns("all", []),
  ],
  [fortranOutput("Begin", "InternalListOutput InternalFormattedOutput"), returns("all", [0])],
  [
    fortranOutput(
      "Output",
      "Integer8 Integer16 Integer32 Integer64 Integer128 Real32 Real64 Complex32 Complex64 Ascii Character Logical Descriptor Namelist",
    ),
    returns("all", []),
  ],
  [
    fortranOutput(
      "",
      "EndIoStatement EnableHandlers SetAdvance SetBlank SetDecimal SetDelim SetPad SetRound SetSign SetFile SetStatus SetAction SetAccess SetForm SetPosition SetRec",
    ),
    returns([], []),
  ],
  // Text into memory that is given; %n and the like are no floats.
  [
    "sprintf snprintf vsprintf vsnprintf __sprintf_chk __snprintf_chk __vsprintf_chk __vsnprintf_chk strftime",
    returns("all", [0]),
  ],
  ["strcpy strncpy strcat strncat stpcpy __strcpy_chk __strcat_chk", returns([0, 1], [0], 0)],
  ["strchr strrchr strstr strpbrk memchr memrchr wmemchr", returns([0, 1], [], 0)],
  // Numbers from text. The end of what was read is a pointer into the text.
  [
    "strtol strtoul strtoll strtoull strtod strtof strtold strtoimax strtoumax " +
      "__isoc23_strtol __isoc23_strtoul __isoc23_strtoll __isoc23_strtoull __isoc23_strtoimax __isoc23_strtoumax",
    {
      ...returns("all", [1]),
      text: { objects: [1], isOfStrings: false, pointerAt: 0 },
    },
  ],
  [
    "sscanf fscanf scanf vsscanf vfscanf vscanf fgets fgetc getc getc_unlocked getchar ungetc getline getdelim strtok strtok_r strsep fgetpos fsetpos " +
      "__isoc99_sscanf __isoc99_fscanf __isoc99_scanf __isoc99_vsscanf __isoc99_vfscanf __isoc99_vscanf __isoc23_sscanf __isoc23_fscanf __isoc23_scanf __isoc23_vsscanf __isoc23_vfscanf __isoc23_vscanf",
    deep,
  ],
  ["pthread_mutex_lock pthread_mutex_unlock pthread_mutex_trylock pthread_once", deep],
  ["strlen strnlen wcslen atoi atol atoll atof getenv puts_unlocked", returns([0], [])],
  ["strcmp strncmp strcasecmp strncasecmp strcoll memcmp bcmp strspn strcspn", returns([0, 1], [])],
  [
    "clock rand random lrand48 mrand48 getpid getppid sched_yield omp_get_thread_num omp_get_num_threads omp_get_max_threads",
    returns([], []),
  ],
  [
    "srand srandom srand48 sleep usleep abs labs llabs toupper tolower isalpha isdigit isspace isalnum ispunct isupper islower isprint isxdigit iscntrl isgraph isblank __ctype_b_loc __ctype_tolower_loc __ctype_toupper_loc",
    returns([], []),
  ],
  ["drand48 difftime", returns([], [])],
  ["erand48 nrand48 jrand48 rand_r mktime", returns([0], [0])],
  ["strerror setlocale localeconv localtime gmtime ctime asctime", returns("all", [])],
  // What stands for a sort and a search whose comparisons only read (src/transform/sort-helpers.ts).
  ["__tsad_qsort_order", returns("all", [0])],
  ["__tsad_bsearch_number", returns("all", [])],
  // A word behind memory of Fortran pointers that the runtime looks at (src/transform/fortran/storage.ts).
  ["__tsad_fortran_seal", { ...returns([], [0]), integers: true }],
  ["time", returns([], [0])],
  // Marks of loops that are checkpointed (src/checkpoint): they say something, and do nothing.
  ["__tsad_checkpoint __enzyme_set_checkpointing tsad_checkpoint_", returns("all", [])],
  ["__tsad_region tsad_region_", returns([], [])],
  ["gettimeofday", returns([], [0, 1])],
  ["clock_gettime timespec_get", returns([], [0, 1])],
  [
    "__errno_location __error fegetround fesetround feclearexcept fetestexcept feraiseexcept nan nanf nanl __nv_nan __nv_nanf",
    returns([0], []),
  ],
  [
    "__nv_brev __nv_brevll __nv_byte_perm __nv_clz __nv_clzll __nv_ffs __nv_ffsll __nv_popc __nv_popcll __nv_abs __nv_llabs __nv_min __nv_max __nv_umin __nv_umax __nv_llmin __nv_llmax __nv_ullmin __nv_ullmax __nv_mul24 __nv_umul24 __nv_mulhi __nv_umulhi __nv_mul64hi __nv_umul64hi __nv_hadd __nv_uhadd __nv_rhadd __nv_urhadd __nv_sad __nv_usad",
    returns([], []),
  ],
];

const table: ReadonlyMap<string, InactiveCall> = new Map(
  groups.flatMap(([names, effect]) => names.split(" ").map((name) => [name, effect] as const)),
);

/** Every name of the table, for its own tests and for the documentation. */
export const inactiveCallNames: readonly string[] = [...table.keys()];

/** Rust calls it before it allocates, so that a program without an allocator does not link; it does nothing. */
const rustNothing = /^(_RNvCs?[0-9A-Za-z]*_7___rustc\d+_)?__rust_no_alloc_shim_is_unstable(_v2)?$/;

/** Rust's output: text of what the arguments hold. */
const rustOutput = /^_RNvNtNtCs[0-9A-Za-z]+_3std2io5stdio(6__print|7__eprint)$/;

/** Rust's end of a program without memory, and panics that say so: none of them unwinds. */
const rustEnd =
  /^(?:_RNvNtCs[0-9A-Za-z]+_5alloc5alloc18handle_alloc_error|_ZN5alloc5alloc18handle_alloc_error17h[0-9a-f]+E|_RNvNtCs[0-9A-Za-z]+_4core9panicking\d+panic_(?:nounwind|cannot_unwind|in_cleanup)\w*)$/;

/** Does the library function `name` end the program without an exception, though no attribute says so? */
export function endsWithoutException(name: string): boolean {
  return rustEnd.test(name);
}

/** What the library function `name` does to memory, or undefined when nothing is known of it. */
export function inactiveCall(name: string): InactiveCall | undefined {
  if (rustNothing.test(name)) return returns([], []);
  if (rustOutput.test(name)) return returns("all", []);
  return table.get(name) ?? inactiveCxxCall(name);
}
