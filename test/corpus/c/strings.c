// corpus: -std=gnu17
// corpus: name=short levels=O0 -std=gnu17 -fshort-wchar -fwritable-strings -Wno-deprecated
typedef __WCHAR_TYPE__ wchar_t;
typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
const char escapes[] = "tab\t quote\" backslash\\ nul\0 bell\a high\xff\x80 octal\177 newline\n cr\r percent% end";
const char *utf8 = u8"gr\u00fc\u00dfe \U0001F600";
const wchar_t *wide = L"wide \u03c0\xffff";
const char16_t utf16[] = u"sixteen \U0001F600";
const char32_t utf32[] = U"thirty-two \U0001F600";
char exact[3] = "abc", padded[8] = "ab", empty[1] = "", all_zero[5] = { 0 };
const char *pool[] = { "same", "same", "tail same", "", "\x01\x02\x03" };
struct { char name[6]; int k; } records[] = { { "one", 1 }, { "sixsix", 6 } };
unsigned long length(const char *s) { const char *p = s; while (*p) p++; return p - s; }
int equal(const char *a, const char *b) { while (*a && *a == *b) a++, b++; return *a == *b; }
char *copy(char *to, const char *from) { char *r = to; while ((*to++ = *from++)) {} return r; }
unsigned hash(const char *s) { unsigned h = 2166136261u; while (*s) h = (h ^ (unsigned char)*s++) * 16777619u; return h; }
int vowels(const char *s) { int n = 0; for (; *s; s++) if (__builtin_strchr("aeiou", *s)) n++; return n; }
void hex(char *out, const unsigned char *in, int n) { for (int i = 0; i < n; i++) { out[2 * i] = "0123456789abcdef"[in[i] >> 4]; out[2 * i + 1] = "0123456789abcdef"[in[i] & 15]; } }
const char *function_name(void) { return __func__; }
int multi(void) { return 'abcd' + L'\u03c0' + '\''; }
