/* What each lane gets from an operation of its warp. Bits are all ones where a manual leaves the result open. */
#include <string.h>

#include "run.h"

static const uint64_t unspecified = UINT64_MAX;

static bool is_active(uint64_t active, uint32_t lane) {
  return lane < MAX_WARP && (active >> lane & 1) != 0;
}

static uint64_t value_of(const warp_call *calls, uint64_t active, uint32_t lane) {
  return is_active(active, lane) ? calls[lane].value : unspecified;
}

/* PTX, shfl.sync: the operand c has the bound of the source lane, and in bits 8 to 12 the mask of the segments. */
static uint64_t shuffle(const warp_call *calls, uint64_t active, uint32_t lane) {
  const warp_call *const own = &calls[lane];
  const uint32_t step = own->a & 31, bound = own->b & 31, segments = own->b >> 8 & 31;
  const uint32_t first = lane & 31 & segments, last = first | (bound & ~segments);
  const uint32_t base = lane & ~31u, at = lane & 31;
  uint32_t source = 0;
  bool in_range = false;
  switch (own->operation & (WARP_CONVERGED - 1)) {
    case WARP_SHUFFLE_UP:
      source = at - step;
      in_range = (int32_t)source >= (int32_t)last;
      break;
    case WARP_SHUFFLE_DOWN:
      source = at + step;
      in_range = source <= last;
      break;
    case WARP_SHUFFLE_BFLY:
      source = at ^ step;
      in_range = source <= last;
      break;
    default:
      source = first | (step & ~segments);
      in_range = source <= last;
  }
  const uint64_t got = value_of(calls, active, in_range ? base + source : lane);
  return (got & UINT32_MAX) | (uint64_t)in_range << 32;
}

static uint64_t ballot(const warp_call *calls, uint64_t active, uint64_t wanted) {
  uint64_t lanes = 0;
  for (uint32_t i = 0; i < MAX_WARP; i++) {
    if (is_active(active, i) && calls[i].value == wanted) lanes |= 1ull << i;
  }
  return lanes;
}

static uint32_t first_of(uint64_t active) { return (uint32_t)__builtin_ctzll(active); }

/* The masks of NVIDIA's matches are of 32 lanes, so bit 32 is free for the predicate. */
static uint64_t match_all(const warp_call *calls, uint64_t active) {
  const bool all = ballot(calls, active, calls[first_of(active)].value) == active;
  return all ? (active & UINT32_MAX) | 1ull << 32 : 0;
}

static float as_float(uint64_t bits) {
  const uint32_t low = (uint32_t)bits;
  float f = 0;
  memcpy(&f, &low, sizeof f);
  return f;
}

static uint64_t combine(uint32_t operation, uint64_t x, uint64_t y) {
  const int32_t sx = (int32_t)x, sy = (int32_t)y;
  const uint32_t ux = (uint32_t)x, uy = (uint32_t)y;
  switch (operation) {
    case WARP_ADD: return ux + uy;
    case WARP_MIN: return (uint32_t)(sx < sy ? sx : sy);
    case WARP_MAX: return (uint32_t)(sx > sy ? sx : sy);
    case WARP_UMIN: return ux < uy ? ux : uy;
    case WARP_UMAX: return ux > uy ? ux : uy;
    case WARP_AND: return ux & uy;
    case WARP_OR: return ux | uy;
    case WARP_XOR: return ux ^ uy;
    case WARP_FMIN: return as_float(x) < as_float(y) ? ux : uy;
    default: return as_float(x) > as_float(y) ? ux : uy;
  }
}

static uint64_t reduce(const warp_call *calls, uint64_t active, uint32_t operation) {
  uint64_t sum = 0;
  bool any = false;
  for (uint32_t i = 0; i < MAX_WARP; i++) {
    if (!is_active(active, i)) continue;
    sum = any ? combine(operation, sum, calls[i].value) : calls[i].value;
    any = true;
  }
  return sum;
}

/* AMD, ds_bpermute: each lane pulls from lane a/4; a lane that is not active gives 0. */
static uint64_t pull(const warp_call *calls, uint64_t active, uint32_t lane, uint32_t width) {
  const uint32_t source = calls[lane].a / 4 % width;
  return is_active(active, source) ? calls[source].value : 0;
}

/* AMD, ds_permute: each lane pushes to lane a/4; of several the highest wins, and who gets nothing has 0. */
static uint64_t pushed(const warp_call *calls, uint64_t active, uint32_t lane, uint32_t width) {
  uint64_t got = 0;
  for (uint32_t i = 0; i < width; i++) {
    if (is_active(active, i) && calls[i].a / 4 % width == lane) got = calls[i].value;
  }
  return got;
}

/* AMD, ds_swizzle: four lanes in any order, or lanes of 32 by and, or and xor. */
static uint64_t swizzled(const warp_call *calls, uint64_t active, uint32_t lane) {
  const uint32_t pattern = calls[lane].a;
  uint32_t source = 0;
  if ((pattern & 0x8000) != 0) {
    source = (lane & ~3u) | (pattern >> 2 * (lane & 3) & 3);
  } else {
    const uint32_t kept = pattern & 31, set = pattern >> 5 & 31, flipped = pattern >> 10 & 31;
    source = (lane & ~31u) | ((((lane & 31) & kept) | set) ^ flipped);
  }
  return is_active(active, source) ? calls[source].value : 0;
}

/* The lane that a lane reads under a DPP control word; -1 for none. Rows have 16 lanes. */
static int32_t dpp_source(uint32_t control, uint32_t lane, uint32_t width) {
  const uint32_t row = lane & ~15u, at = lane & 15, n = control & 15;
  const int32_t none = -1;
  if (control < 0x100) return (int32_t)((lane & ~3u) | (control >> 2 * (lane & 3) & 3));
  switch (control & ~15u) {
    case 0x100: return at + n < 16 ? (int32_t)(lane + n) : none;
    case 0x110: return at >= n ? (int32_t)(lane - n) : none;
    case 0x120: return (int32_t)(row | ((at - n) & 15));
    case 0x150: return (int32_t)(row | n);
    case 0x160: return (int32_t)(row | (at ^ n));
    default: break;
  }
  switch (control) {
    case 0x130: return lane + 1 < width ? (int32_t)(lane + 1) : none;
    case 0x134: return (int32_t)((lane + 1) % width);
    case 0x138: return (int32_t)lane - 1;
    case 0x13c: return (int32_t)((lane + width - 1) % width);
    case 0x140: return (int32_t)(row | (15 - at));
    case 0x141: return (int32_t)(row | (at & 8) | (7 - (at & 7)));
    case 0x142: return (int32_t)row - 1;
    case 0x143: return lane >= 32 ? 31 : none;
    default:
      fail(TSAD_GPU_BAD_WARP_OPERATION, "%#x is no DPP control word", control);
      return none;
  }
}

/* b: the masks of rows and of banks, four bits each, and in bit 8 that a lane without a source gets 0. */
static uint64_t dpp(const warp_call *calls, uint64_t active, uint32_t lane, uint32_t width) {
  const warp_call *const own = &calls[lane];
  const uint32_t row_mask = own->b & 15, bank_mask = own->b >> 4 & 15;
  const bool is_written = (row_mask >> lane / 16 & 1) != 0 && (bank_mask >> lane % 16 / 4 & 1) != 0;
  if (!is_written) return own->other;
  const int32_t source = dpp_source(own->a, lane, width);
  if (source >= 0 && is_active(active, (uint32_t)source)) return calls[source].value;
  return (own->b >> 8 & 1) != 0 ? 0 : own->other;
}

/* AMD, v_permlane16: a nibble of a (lanes 0 to 7) or of b (8 to 15) names the lane within the row, or within the next one. */
static uint64_t permuted(const warp_call *calls, uint64_t active, uint32_t lane, uint32_t flip) {
  const warp_call *const own = &calls[lane];
  const uint32_t nibbles = (lane & 8) != 0 ? own->b : own->a;
  const uint32_t source = ((lane & ~15u) ^ flip) | (nibbles >> 4 * (lane & 7) & 15);
  return is_active(active, source) ? calls[source].value : own->other;
}

uint64_t lane_result(const warp_call *calls, uint64_t active, uint32_t lane, uint32_t width) {
  const warp_call *const own = &calls[lane];
  const uint32_t operation = own->operation & (WARP_CONVERGED - 1);
  switch (operation) {
    case WARP_SHUFFLE_IDX:
    case WARP_SHUFFLE_UP:
    case WARP_SHUFFLE_DOWN:
    case WARP_SHUFFLE_BFLY: return shuffle(calls, active, lane);
    case WARP_BALLOT: return ballot(calls, active, 1);
    case WARP_ALL: return ballot(calls, active, 1) == active;
    case WARP_ANY: return ballot(calls, active, 1) != 0;
    case WARP_UNI: return ballot(calls, active, own->value) == active;
    case WARP_MATCH_ANY: return ballot(calls, active, own->value);
    case WARP_MATCH_ALL: return match_all(calls, active);
    case WARP_ACTIVE: return active;
    case WARP_SYNC: return 0;
    case WARP_READ_LANE: return value_of(calls, active, own->a % width);
    case WARP_READ_FIRST: return calls[first_of(active)].value;
    case WARP_WRITE_LANE: return lane == own->a % width ? own->value : own->other;
    case WARP_BPERMUTE: return pull(calls, active, lane, width);
    case WARP_PERMUTE: return pushed(calls, active, lane, width);
    case WARP_DPP: return dpp(calls, active, lane, width);
    case WARP_SWIZZLE: return swizzled(calls, active, lane);
    case WARP_PERMLANE16: return permuted(calls, active, lane, 0);
    case WARP_PERMLANEX16: return permuted(calls, active, lane, 16);
    case WARP_PERMLANE64: return value_of(calls, active, (lane + 32) % 64);
    default: return reduce(calls, active, operation);
  }
}
