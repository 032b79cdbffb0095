/**
 * Constants of the derivatives, as decimal literals of 40 digits: enough for fp128 (34 digits), and
 * rounded once, by whoever reads them. Values from the OEIS entries named beside them.
 */

/** ln 2, A002162 */
export const LN2 = "0.6931471805599453094172321214581765680755";
/** ln 10, A002392 */
export const LN10 = "2.302585092994045684017991454684364207601";
/** 1 / ln 2, A007525 */
export const LOG2E = "1.442695040888963407359924681001892137427";
/** 1 / ln 10, A002285 */
export const LOG10E = "0.4342944819032518276511289189166050822944";
/** pi, A000796 */
export const PI = "3.141592653589793238462643383279502884197";
/** 1 / pi, A049541 */
export const INV_PI = "0.3183098861837906715377675267450287240689";
/** pi / 180, A019685 */
export const DEGREE = "0.01745329251994329576923690768488612713443";
/** 2 / sqrt(pi), A190732 */
export const TWO_BY_SQRT_PI = "1.128379167095512573896158903121545171688";
/** 1 / sqrt(pi), A087197 */
export const INV_SQRT_PI = "0.5641895835477562869480794515607725858441";
/** sqrt(pi) / 2, A019704 */
export const HALF_SQRT_PI = "0.8862269254527580136490837416705725913988";
/** sqrt(2 pi), A019727 */
export const SQRT_2PI = "2.506628274631000502415765284811045253007";
/** 1 / sqrt(2 pi), A231863 */
export const INV_SQRT_2PI = "0.3989422804014326779399460599343818684759";

/**
 * The rational `numerator / denominator` as a decimal literal of at least 40 significant digits.
 * @param denominator positive
 */
export function ratio(numerator: bigint, denominator: bigint): string {
  const sign = numerator < 0n ? "-" : "";
  const magnitude = numerator < 0n ? -numerator : numerator;
  // 60 decimal places leave 40 significant digits for every ratio above 1e-20.
  const places = 60;
  const scaled = (magnitude * 10n ** BigInt(places)) / denominator;
  const digits = scaled.toString().padStart(places + 1, "0");
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
