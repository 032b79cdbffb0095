/**
 * Library functions that have effects but no part in any derivative: printing, strings, time, the
 * end of the program. What memory they touch is stated, because a plan that recomputes a load must know
 * it. None of them keeps a pointer it is given.
 */

/** What a call without a derivative does to the memory that its caller can see. */
export interface InactiveCall {
  /** Positions of pointer arguments whose memory is read; "all" for a variadic function that may read any. */
  readonly reads: readonly number[] | "all";
  /** Positions of pointer arguments whose memory is written. The bytes written are never active. */
  readonly writes: readonly number[];
  /** It does not return. */
  readonly stops: boolean;
}

const returns = (reads: readonly number[] | "all", writes: readonly number[]): InactiveCall => ({
  reads,
  writes,
  stops: false,
});
const stops: InactiveCall = { reads: "all", writes: [], stops: true };

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
  ["fopen fclose ferror feof clearerr fileno setvbuf remove", returns("all", [])],
  [
    "exit _exit _Exit abort quick_exit __assert_fail __assert_rtn __assert __stack_chk_fail __chk_fail __fortify_fail __assertfail",
    stops,
  ],
  [
    "__cxa_throw __cxa_rethrow __cxa_bad_cast __cxa_bad_typeid __cxa_pure_virtual _ZSt9terminatev __clang_call_terminate",
    stops,
  ],
  [
    "_ZSt20__throw_length_errorPKc _ZSt20__throw_out_of_rangePKc _ZSt24__throw_out_of_range_fmtPKcz _ZSt17__throw_bad_allocv _ZSt25__throw_bad_function_callv _ZSt28__throw_bad_array_new_lengthv _ZSt19__throw_logic_errorPKc _ZSt24__throw_invalid_argumentPKc",
    stops,
  ],
  [
    "_FortranAStopStatement _FortranAStopStatementText _FortranAErrorStop _FortranAReportFatalUserError _FortranAAbort",
    stops,
  ],
  ["strlen strnlen wcslen atoi atol atoll getenv puts_unlocked", returns([0], [])],
  ["strcmp strncmp strcasecmp strncasecmp strcoll memcmp bcmp strspn strcspn", returns([0, 1], [])],
  [
    "clock rand random lrand48 mrand48 getpid getppid sched_yield omp_get_thread_num omp_get_num_threads omp_get_max_threads",
    returns([], []),
  ],
  [
    "srand srandom srand48 sleep usleep abs labs llabs toupper tolower isalpha isdigit isspace isalnum ispunct isupper islower isprint",
    returns([], []),
  ],
  ["time", returns([], [0])],
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

/** What the library function `name` does to memory, or undefined when nothing is known of it. */
export function inactiveCall(name: string): InactiveCall | undefined {
  return table.get(name);
}
