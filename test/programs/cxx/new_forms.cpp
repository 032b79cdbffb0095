/* Every form of new and delete: single, array, with constructors, aligned, nothrow. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <new>
namespace {
struct cell {
  real value = 0.5;
  real *more = nullptr;
  ~cell() { delete more; }
};
struct alignas(64) wide {
  real values[3];
};
}  // namespace

FUNCTION real new_forms(const real *x, int n) {
  real *single = new real(x[0]);
  real *many = new real[n]();
  cell *cells = new cell[3];
  wide *aligned = new wide;
  wide *row = new wide[2];
  real *careful = new (std::nothrow) real[2];
  if (careful == nullptr) return 0;
  for (int i = 0; i < n; i++) many[i] = x[i] * *single;
  for (int i = 0; i < 3; i++) {
    cells[i].value *= many[i];
    cells[i].more = new real(x[i + 1]);
    aligned->values[i] = cells[i].value * *cells[i].more;
    row[i % 2].values[i] = x[i];
  }
  careful[0] = row[1].values[1];
  careful[1] = row[0].values[2];
  real sum = careful[0] * careful[1];
  for (const real &each : aligned->values) sum += each * each;
  delete single;
  delete[] many;
  delete[] cells;
  delete aligned;
  delete[] row;
  delete[] careful;
  return sum;
}
#endif
VALUE_OF_ARRAY(new_forms)
