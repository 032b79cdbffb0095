import { expect, it } from "vitest";
import { sourceName } from "../../src/support/source-names.ts";

it.each([
  ["_Z6squared", "square"],
  ["_ZL6helperPKdi", "helper"],
  ["_ZN3geo5Shape4areaEv", "geo::Shape::area"],
  ["_ZNK3geo6CircleE", "geo::Circle"],
  ["_ZN3geo5ShapeC2ERKS0_", "geo::Shape::Shape"],
  ["_ZN3geo5ShapeD0Ev", "geo::Shape::~Shape"],
  ["_ZNSt6vectorIdSaIdEE9push_backEOd", "std::vector<…>::push_back"],
  ["_ZNSt6vectorIdSaIdEED1Ev", "std::vector<…>::~vector"],
  ["_ZNKSt8functionIFddEEclEd", "std::function<…>::operator()"],
  ["_ZSt4sqrtf", "std::sqrt"],
  ["_ZSt10accumulateIPKddET0_T_S3_S2_", "std::accumulate<…>"],
  ["_ZNSt5arrayIdLm3EEixEm", "std::array<…>::operator[]"],
  ["_ZN12_GLOBAL__N_14helpEd", "(anonymous namespace)::help"],
  ["_ZN3dimplERKS_", "dim::operator+"],
  ["_ZTVN3geo5ShapeE", "vtable of geo::Shape"],
  [
    "_ZN4core6option15Option$LT$T$GT$6unwrap17h0123456789abcdefE",
    "core::option::Option<T>::unwrap",
  ],
  ["_ZN5alloc3vec9from_elem17h0123456789abcdefE", "alloc::vec::from_elem"],
  ["_RNvCs1234_7mycrate4norm", "mycrate::norm"],
  ["_RNvNtCs1234_7mycrate3geo4area", "mycrate::geo::area"],
  ["_QPsaxpy", "saxpy"],
  ["_QMgeometryParea", "geometry::area"],
  ["_QMgeometryFareaPinner", "geometry::area::inner"],
  ["_QQmain", "the main program"],
])("%s is %s", (symbol, name) => {
  expect(sourceName(symbol)).toBe(name);
});

// A closure, a substitution, an expression in a template argument, a truncated name, no mangled name.
it.each([
  "_ZZ4mainENKUlvE_clEv",
  "_ZN1AS0_3fooE",
  "_ZN1AIXadL_Z1fEE",
  "_ZN99shortE",
  "_R",
  "_Q",
  "_Zebra",
  "sin",
])("%s has no name here", (symbol) => {
  expect(sourceName(symbol)).toBeNull();
});
