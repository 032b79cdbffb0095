// corpus: -std=gnu17
// corpus: name=opaque clang=14 levels=O0,O2,O2-g -std=gnu17 -Xclang -opaque-pointers
extern void *malloc(unsigned long), *calloc(unsigned long, unsigned long), *realloc(void *, unsigned long);
extern void free(void *);
struct node { struct node *next; double value; char key[12]; };
struct list { struct node *head, **tail; int n; };
void init(struct list *l) { l->head = 0; l->tail = &l->head; l->n = 0; }
int push(struct list *l, double v) { struct node *n = malloc(sizeof *n); if (!n) return 0; n->next = 0; n->value = v; *l->tail = n; l->tail = &n->next; l->n++; return 1; }
double total(const struct list *l) { double s = 0; for (const struct node *n = l->head; n; n = n->next) s += n->value; return s; }
struct node *reverse(struct node *n) { struct node *r = 0; while (n) { struct node *t = n->next; n->next = r; r = n; n = t; } return r; }
void clear(struct list *l) { while (l->head) { struct node *n = l->head; l->head = n->next; free(n); } init(l); }
struct tree { struct tree *kid[2]; int key; short height; };
static int height(struct tree *t) { return t ? t->height : 0; }
static void update(struct tree *t) { int a = height(t->kid[0]), b = height(t->kid[1]); t->height = (short)((a > b ? a : b) + 1); }
static struct tree *rotate(struct tree *t, int d) { struct tree *u = t->kid[!d]; t->kid[!d] = u->kid[d]; u->kid[d] = t; update(t); update(u); return u; }
struct tree *insert(struct tree *t, int key) { if (!t) { t = calloc(1, sizeof *t); t->key = key; t->height = 1; return t; } int d = key > t->key; t->kid[d] = insert(t->kid[d], key); update(t); int diff = height(t->kid[1]) - height(t->kid[0]); if (diff > 1) { if (height(t->kid[1]->kid[0]) > height(t->kid[1]->kid[1])) t->kid[1] = rotate(t->kid[1], 1); return rotate(t, 0); } if (diff < -1) { if (height(t->kid[0]->kid[1]) > height(t->kid[0]->kid[0])) t->kid[0] = rotate(t->kid[0], 0); return rotate(t, 1); } return t; }
struct vec { double *data; int n, cap; };
void append(struct vec *v, double x) { if (v->n == v->cap) { v->cap = v->cap ? v->cap * 2 : 4; v->data = realloc(v->data, v->cap * sizeof(double)); } v->data[v->n++] = x; }
int find(struct tree *t, int key) { while (t && t->key != key) t = t->kid[key > t->key]; return t != 0; }
