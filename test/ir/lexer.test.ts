/** Where one lexeme ends and the next begins. */
import { expect, test } from "vitest";
import { Lexer, Token } from "../../src/ir/lexer.ts";
import { Source } from "../../src/ir/source.ts";

const kindNames = new Map<number, string>(
  Object.entries(Token).map(([name, kind]) => [kind, name]),
);

function lexemes(text: string): string[] {
  const lexer = new Lexer(new Source("t.ll", text));
  const found: string[] = [];
  while (!lexer.is(Token.eof)) {
    found.push(`${kindNames.get(lexer.kind) ?? "?"} ${lexer.tokenText()}`);
    lexer.next();
  }
  return found;
}

test.each([
  [
    "i32addrspace(1)*",
    ["word i32", "word addrspace", "leftParen (", "int 1", "rightParen )", "star *"],
  ],
  ["%0load i16-1", ["localNumber %0", "word load", "word i16", "int -1"]],
  [
    'entry: 7: $x: .L1: "q r":',
    ["label entry:", "label 7:", "label $x:", "label .L1:", 'label "q r":'],
  ],
  ['%a.b-c$ @"x y" $c %"5"', ["local %a.b-c$", 'global @"x y"', "comdat $c", 'local %"5"']],
  [
    '!5 ! 5 !a\\2Eb !"s"',
    ["bang !", "int 5", "bang !", "int 5", "metadataName !a\\2Eb", "bang !", 'string "s"'],
  ],
  [
    "#5 #dbg_value ^3 ...",
    ["attributeGroup #5", "record #dbg_value", "summary ^3", "ellipsis ..."],
  ],
  [
    "1.5e3 -0.0 +1.0 1.e 0x3FF0 0xK3FFF 0xHabcd",
    [
      "float 1.5e3",
      "float -0.0",
      "float +1.0",
      "float 1.",
      "word e",
      "float 0x3FF0",
      "float 0xK3FFF",
      "float 0xHabcd",
    ],
  ],
  [
    "u0xFF s0x80 f0x3F800000 -nan +inf 0x1.8p-3",
    ["int u0xFF", "int s0x80", "float f0x3F800000", "float -nan", "float +inf", "float 0x1.8p-3"],
  ],
  ['c"a\\22;" c "b"', ['bytes c"a\\22;"', "word c", 'string "b"']],
  ["a;b\nc/*d\n*/e", ["word a", "word c", "word e"]],
])("%s", (text, expected) => {
  expect(lexemes(text)).toEqual(expected);
});

test("names are unescaped, a backslash before anything else stays", () => {
  const lexer = new Lexer(new Source("t.ll", '%"a\\22\\\\b\\z"'));
  expect(lexer.name()).toBe('a"\\b\\z');
});

test("a place is a line and a column from 1", () => {
  const source = new Source("t.ll", "ab\n\ncd\n");
  const places = [0, 1, 2, 3, 4, 5, 7].map((offset) => source.locate(offset));
  expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual([
    "1:1",
    "1:2",
    "1:3",
    "2:1",
    "3:1",
    "3:2",
    "4:1",
  ]);
});
