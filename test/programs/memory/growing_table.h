/* An array of `struct entry`, which the program defines before, that grows, makes room and closes gaps as a vector of it would. */
struct table {
  struct entry *at;
  int count, room;
};

static void insert(struct table *t, int place, struct entry e) {
  if (t->count == t->room) {
    t->room = 2 * t->room + 1;
    struct entry *more = malloc(t->room * sizeof *more);
    if (t->count > 0) memcpy(more, t->at, t->count * sizeof *more);
    free(t->at);
    t->at = more;
  }
  memmove(t->at + place + 1, t->at + place, (t->count - place) * sizeof *t->at);
  t->at[place] = e;
  t->count++;
}

static void erase(struct table *t, int place) {
  memmove(t->at + place, t->at + place + 1, (t->count - place - 1) * sizeof *t->at);
  t->count--;
}
