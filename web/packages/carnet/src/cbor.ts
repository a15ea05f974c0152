// The little of CBOR (RFC 8949) that our QR is made of, in deterministic encoding only: what could have been written
// shorter, is of indefinite length or of another kind is refused. As src/crypto/cbor.h.
type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes are not what was to be read. */
export class NotThisForm extends Error {}

const major = {unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5} as const;

/** How many bytes follow the first one for this value. */
const widthOf = (value: number): number =>
  value < 24 ? 0 : value <= 0xff ? 1 : value <= 0xffff ? 2 : value <= 0xffffffff ? 4 : 8;

export class CborReader {
  #at = 0;
  constructor(private readonly from: Bytes) {}

  atEnd(): boolean {
    return this.#at === this.from.length;
  }

  integer(): number {
    const negative = this.#next() >> 5 === major.negative;
    const value = this.#head(negative ? major.negative : major.unsigned);
    return negative ? -1 - value : value;
  }

  bytes(): Bytes {
    return this.#content(major.bytes);
  }

  text(): string {
    try {
      return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(this.#content(major.text));
    } catch {
      throw new NotThisForm();
    }
  }

  array(): number {
    return this.#head(major.array);
  }

  map(): number {
    return this.#head(major.map);
  }

  #next(): number {
    const byte = this.from[this.#at];
    if (byte === undefined) throw new NotThisForm();
    return byte;
  }

  #head(wanted: number): number {
    const first = this.#next();
    const low = first & 31;
    if (first >> 5 !== wanted || low > 27) throw new NotThisForm();
    const width = low < 24 ? 0 : 1 << (low - 24);
    if (this.from.length < this.#at + 1 + width) throw new NotThisForm();
    let value = width === 0 ? low : 0;
    for (const byte of this.from.subarray(this.#at + 1, this.#at + 1 + width)) value = value * 256 + byte;
    if (widthOf(value) !== width || value > Number.MAX_SAFE_INTEGER) throw new NotThisForm();
    this.#at += 1 + width;
    return value;
  }

  #content(wanted: number): Bytes {
    const size = this.#head(wanted);
    if (size > this.from.length - this.#at) throw new NotThisForm();
    this.#at += size;
    return this.from.slice(this.#at - size, this.#at);
  }
}

/** An array (of fewer than 24) byte and text strings: what a signature is made over. */
export function cborArray(...parts: (Bytes | string)[]): Bytes {
  const made: number[] = [(major.array << 5) | parts.length];
  for (const part of parts) {
    const kind = typeof part === 'string' ? major.text : major.bytes;
    const content = typeof part === 'string' ? new TextEncoder().encode(part) : part;
    const width = widthOf(content.length);
    made.push((kind << 5) | (width === 0 ? content.length : 24 + Math.log2(width)));
    for (let left = width; left > 0; --left) made.push((content.length >>> (8 * (left - 1))) & 0xff);
    made.push(...content);
  }
  return new Uint8Array(made);
}
