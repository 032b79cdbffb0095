/** The form of the rows of src/rules/calls.ts and src/rules/cxx-calls.ts. */
/** What a call without a derivative does to the memory that its caller can see. */
export interface InactiveCall {
  /** Positions of pointer arguments whose memory is read; "all" for a function that may read any. */
  readonly reads: readonly number[] | "all";
  /** Positions of pointer arguments whose memory is written, or "all". The bytes written are never active. */
  readonly writes: readonly number[] | "all";
  /** What it writes are integers of an object of the library, so that no float and no pointer is ever there. */
  readonly integers?: true;
  /**
   * It also reads and writes what is reached through pointers in that memory (the buffer of a string), and may keep the
   * pointers that it is given. A row that is not deep keeps none.
   */
  readonly deep: boolean;
  /** It does not return. */
  readonly stops: boolean;
  /**
   * A pointer that is returned points into the object that this argument points into, as far into the shadow as into the
   * object; or, "own", to memory of the library, or of a string, which never holds an active value.
   */
  readonly result: number | "own";
  /** For what works on objects of text: nothing else is written, and nothing else is kept. */
  readonly text?: TextObjects;
}

/**
 * Objects that hold text and no floats, strings and the exceptions of the standard among them. They may lie beside active numbers in an
 * object of the program: of that no other byte is concerned. Pointers that the library leaves in them lead to text.
 */
export interface TextObjects {
  /** Positions of the arguments that point to objects which the call writes. */
  readonly objects: readonly number[];
  /** Further arguments are strings of the library, or no text; otherwise they are characters, which may be the bytes of anything. */
  readonly isOfStrings: boolean;
  /** Where such an object holds its pointer after the call, in bytes; null where it has none, or is no more. */
  readonly pointerAt: number | null;
}
