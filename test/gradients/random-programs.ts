/** What tests share that make programs at random and compare what their gradients print. */

/** Numbers from 0 to below `n`, the same for the same start (a linear congruential generator, D. E. Knuth, MMIX). */
export function generator(start: number): (n: number) => number {
  let state = BigInt(start);
  return (n) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) % BigInt(n));
  };
}

/** A line `name: same sum`, where `same` says whether memory is as the primal leaves it. */
export function parse(line: string): [name: string, same: number, sum: number] {
  const [name = "", rest = ""] = line.split(": ");
  const [same, sum] = rest.split(" ").map(Number);
  return [name, same ?? 0, sum ?? NaN];
}
