/* Heaps, partitions, merges and permutations of active numbers. */
#define IN 9
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <algorithm>
#include <vector>

FUNCTION real std_algorithm_heap(const real *x, int n) {
  std::vector<real> heap(x, x + n), merged(n);
  std::make_heap(heap.begin(), heap.end());
  std::pop_heap(heap.begin(), heap.end());
  const real top = heap.back();
  heap.pop_back();
  std::sort_heap(heap.begin(), heap.end());
  std::vector<real> parts(x, x + n);
  const auto middle = std::partition(parts.begin(), parts.end(), [](const real &v) { return VALUE(v) < 0.8; });
  std::sort(parts.begin(), middle);
  std::sort(middle, parts.end());
  std::merge(parts.begin(), middle, middle, parts.end(), merged.begin());
  std::next_permutation(heap.begin(), heap.end());
  real sum = top;
  for (std::size_t i = 0; i < heap.size(); i++) sum += heap[i] * merged[i] * double(i + 1);
  return sum;
}
#endif
VALUE_OF_ARRAY(std_algorithm_heap)
