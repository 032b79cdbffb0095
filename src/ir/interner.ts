/**
 * Gives equal pieces of a text the same string object without cutting the piece out first: a name that occurs ten thousand
 * times is one string, whose hash the engine has computed already.
 */
export class StringInterner {
  private slots: (string | undefined)[] = Array.from({ length: 1024 });
  private count = 0;

  /** The string text[start, end). */
  intern(text: string, start: number, end: number): string {
    const length = end - start;
    if (length > 64) return text.slice(start, end);
    const mask = this.slots.length - 1;
    let slot = hash(text, start, end) & mask;
    for (;;) {
      const known = this.slots[slot];
      if (known === undefined) return this.add(slot, text.slice(start, end));
      if (known.length === length && matches(known, text, start)) return known;
      slot = (slot + 1) & mask;
    }
  }

  private add(slot: number, text: string): string {
    this.slots[slot] = text;
    if (++this.count * 2 > this.slots.length) this.grow();
    return text;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = Array.from({ length: old.length * 4 });
    const mask = this.slots.length - 1;
    for (const text of old) {
      if (text === undefined) continue;
      let slot = hash(text, 0, text.length) & mask;
      while (this.slots[slot] !== undefined) slot = (slot + 1) & mask;
      this.slots[slot] = text;
    }
  }
}

function hash(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = (Math.imul(value, 31) + text.charCodeAt(i)) | 0;
  return value ^ (value >>> 15);
}

function matches(known: string, text: string, start: number): boolean {
  for (let i = 0; i < known.length; i++) {
    if (known.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  }
  return true;
}
