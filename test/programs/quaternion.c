/* Rotates points by a quaternion that is normalised first; quaternions and points are structs behind pointers. */
#define IN 10
#define OUT 6
#include "program.h"

typedef struct {
  real w, x, y, z;
} quaternion_t;
typedef struct {
  real x, y, z;
} point_t;

static void rotate(const quaternion_t *q, const point_t *p, point_t *r) {
  const real cx = q->y * p->z - q->z * p->y + q->w * p->x;
  const real cy = q->z * p->x - q->x * p->z + q->w * p->y;
  const real cz = q->x * p->y - q->y * p->x + q->w * p->z;
  r->x = p->x + 2 * (q->y * cz - q->z * cy);
  r->y = p->y + 2 * (q->z * cx - q->x * cz);
  r->z = p->z + 2 * (q->x * cy - q->y * cx);
}

FUNCTION void quaternion(const quaternion_t *q, const point_t *points, point_t *rotated, int n) {
  const real length = sqrt(q->w * q->w + q->x * q->x + q->y * q->y + q->z * q->z);
  quaternion_t unit;
  unit.w = q->w / length;
  unit.x = q->x / length;
  unit.y = q->y / length;
  unit.z = q->z / length;
  for (int i = 0; i < n; i++) rotate(&unit, &points[i], &rotated[i]);
}

APPLY { quaternion((const quaternion_t *)in, (const point_t *)(in + 4), (point_t *)out, 2); }
GRADIENT(void quaternion_grad(const void *, void *, const void *, void *, void *, void *, int)) {
  quaternion_grad(in, din, in + 4, din + 4, out, dout, 2);
  CONSUMED(dout, OUT);
}
