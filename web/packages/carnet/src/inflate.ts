// RFC 1951, raw. Browsers have DecompressionStream, but they differ in what they allow behind the end, and our format
// allows nothing there, not even a set bit: a QR must not be changed in any sign and still be called genuine. As strict
// as zlib about code lengths, so that server and browser judge every text alike.
type Bytes = Uint8Array<ArrayBuffer>;

class Malformed extends Error {}

const mostBits = 15;
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const distanceExtra = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

class Bits {
  #byte = 0;
  #left = 0; // unread bits of the byte before #byte
  constructor(private readonly from: Bytes) {}

  take(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; ++bit) {
      if (this.#left === 0) {
        if (this.#byte >= this.from.length) throw new Malformed();
        this.#byte++;
        this.#left = 8;
      }
      value |= ((this.from[this.#byte - 1]! >> (8 - this.#left--)) & 1) << bit;
    }
    return value;
  }

  /** Passes over the rest of the byte. */
  align(): void {
    this.#left = 0;
  }

  /** Everything was read and the bits behind the end are zero. */
  atCleanEnd(): boolean {
    return this.#byte === this.from.length && this.from[this.#byte - 1]! >> (8 - this.#left) === 0;
  }
}

/** A canonical Huffman code: how many codes of each length, and the symbols in their order. */
class Code {
  readonly #count = new Array<number>(mostBits + 1).fill(0);
  readonly #symbols: number[] = [];

  constructor(lengths: readonly number[], mayBeIncomplete: boolean) {
    for (const length of lengths) this.#count[length]!++;
    this.#count[0] = 0;
    let free = 1;
    for (let length = 1; length <= mostBits; ++length) {
      free = 2 * free - this.#count[length]!;
      if (free < 0) throw new Malformed(); // more codes than there is room for
    }
    const used = lengths.filter((length) => length > 0).length;
    // Room left over is allowed for one code of one bit only, or none at all.
    if (free > 0 && !(mayBeIncomplete && used === this.#count[1])) throw new Malformed();
    for (let length = 1; length <= mostBits; ++length) {
      lengths.forEach((of, symbol) => of === length && this.#symbols.push(symbol));
    }
  }

  read(bits: Bits): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= mostBits; ++length) {
      code |= bits.take(1);
      const count = this.#count[length]!;
      if (code - count < first) return this.#symbols[index + (code - first)]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Malformed();
  }
}

class Output {
  #length = 0;
  readonly #bytes: Bytes;
  constructor(limit: number) {
    this.#bytes = new Uint8Array(limit);
  }
  put(byte: number): void {
    if (this.#length === this.#bytes.length) throw new Malformed();
    this.#bytes[this.#length++] = byte;
  }
  repeat(distance: number, count: number): void {
    if (distance > this.#length) throw new Malformed();
    for (let left = count; left > 0; --left) this.put(this.#bytes[this.#length - distance]!);
  }
  done(): Bytes {
    return this.#bytes.slice(0, this.#length);
  }
}

const fixedLengths = Array.from({length: 288}, (_, symbol) =>
  symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
);

function fixedCodes(): [Code, Code] {
  return [new Code(fixedLengths, false), new Code(new Array<number>(32).fill(5), false)];
}

function dynamicCodes(bits: Bits): [Code, Code] {
  const literals = bits.take(5) + 257;
  const distances = bits.take(5) + 1;
  const given = bits.take(4) + 4;
  if (literals > 286 || distances > 30) throw new Malformed();
  const lengthLengths = new Array<number>(19).fill(0);
  for (let at = 0; at < given; ++at) lengthLengths[orderOfLengths[at]!] = bits.take(3);
  const code = new Code(lengthLengths, false);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = code.read(bits);
    if (symbol < 16) {
      lengths.push(symbol);
      continue;
    }
    if (symbol === 16 && lengths.length === 0) throw new Malformed();
    const value = symbol === 16 ? lengths.at(-1)! : 0;
    const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    for (let left = times; left > 0; --left) lengths.push(value);
  }
  if (lengths.length > literals + distances || lengths[256] === 0) throw new Malformed();
  return [new Code(lengths.slice(0, literals), true), new Code(lengths.slice(literals), true)];
}

function readStored(bits: Bits, output: Output): void {
  bits.align();
  const length = bits.take(16);
  if ((bits.take(16) ^ 0xffff) !== length) throw new Malformed();
  for (let left = length; left > 0; --left) output.put(bits.take(8));
}

function readCoded(bits: Bits, output: Output, [literals, distances]: [Code, Code]): void {
  for (let symbol = literals.read(bits); symbol !== 256; symbol = literals.read(bits)) {
    if (symbol < 256) {
      output.put(symbol);
      continue;
    }
    const length = symbol - 257;
    if (length >= lengthBase.length) throw new Malformed();
    const count = lengthBase[length]! + bits.take(lengthExtra[length]!);
    const distance = distances.read(bits);
    if (distance >= distanceBase.length) throw new Malformed();
    output.repeat(distanceBase[distance]! + bits.take(distanceExtra[distance]!), count);
  }
}

/** What was packed, if it is whole, at most `limit` bytes long, and nothing stands behind its end. */
export function inflateRaw(packed: Bytes, limit: number): Bytes | undefined {
  try {
    const bits = new Bits(packed);
    const output = new Output(limit);
    for (let last = false; !last;) {
      last = bits.take(1) === 1;
      const kind = bits.take(2);
      if (kind === 0) readStored(bits, output);
      else if (kind === 3) throw new Malformed();
      else readCoded(bits, output, kind === 1 ? fixedCodes() : dynamicCodes(bits));
    }
    return bits.atCleanEnd() ? output.done() : undefined;
  } catch (problem) {
    if (problem instanceof Malformed) return undefined;
    throw problem;
  }
}
