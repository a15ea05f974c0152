// Is this QR genuine? Answered without a network, with the keys of /.well-known/opencarnet-keys.json that were kept
// (docs/formats/qr.md, rule X2). Genuine is no permission: whether it may still be used only the server knows.
import {fromBase45} from './base45';
import {cborArray, CborReader, NotThisForm} from './cbor';
import {inflateRaw} from './inflate';
import {withoutLineEnd} from './qr_text';

type Bytes = Uint8Array<ArrayBuffer>;

/** In the order of their numbers in the QR, from 1. */
const types = [
  'validation',
  'pre_exportation',
  'exportation',
  'importation',
  're_exportation',
  're_importation',
  'transit_open',
  'transit_close',
] as const;

/** What a genuine QR declares: the fields of docs/formats/qr.md. */
export interface DeclarationQr {
  version: number;
  carnet_id: number;
  carnet_number: string;
  transaction_code: string;
  type: (typeof types)[number];
  from_territory: string;
  to_territory: string;
  /** Ranges, or for long ones "312 items, 340 pieces, sha256 …". */
  goods_ranges: string;
  /** A day: "2027-01-09". */
  valid_until: string;
  /** An instant: "2026-11-18T14:03:07Z". */
  signed_at: string;
}

/** The document at /.well-known/opencarnet-keys.json; keys of other kinds in it are passed over. */
export interface KeySet {
  keys: readonly {kty: string; crv?: string; kid?: string; x?: string}[];
}

export type QrVerdict =
  | {verdict: 'genuine'; declaration: DeclarationQr; kid: string}
  | {verdict: 'unknown_key'; kid: string; declaration?: undefined}
  | {verdict: 'damaged'; declaration?: undefined}
  | {verdict: 'foreign'; declaration?: undefined};

const prefix = 'OC1:';
const longestText = 4296; // a QR holds no more in alphanumeric mode
const longestUnpacked = 16384;
const lastDay = 2_932_896; // 9999-12-31
const headerAlg = 1;
const headerKid = 4;
const algEdDsa = -8;

function expect(right: boolean): void {
  if (!right) throw new NotThisForm();
}

interface Signed {
  header: Bytes;
  kid: string;
  payload: Bytes;
  signature: Bytes;
}

/** COSE_Sign1 of exactly our form (RFC 9052 §4.2). */
function signedOf(message: Bytes): Signed {
  const reader = new CborReader(message);
  expect(reader.array() === 4);
  const header = reader.bytes();
  expect(reader.map() === 0);
  const payload = reader.bytes();
  const signature = reader.bytes();
  expect(signature.length === 64 && reader.atEnd());
  const inside = new CborReader(header);
  expect(
    inside.map() === 2 &&
      inside.integer() === headerAlg &&
      inside.integer() === algEdDsa &&
      inside.integer() === headerKid,
  );
  const kid = inside.bytes();
  expect(kid.length === 4 && inside.atEnd());
  return {header, kid: [...kid].map((byte) => byte.toString(16).padStart(2, '0')).join(''), payload, signature};
}

function declarationOf(payload: Bytes): DeclarationQr {
  const reader = new CborReader(payload);
  expect(reader.map() === 10);
  let key = 0;
  const integer = (least: number, most: number = Number.MAX_SAFE_INTEGER): number => {
    expect(reader.integer() === ++key);
    const value = reader.integer();
    expect(value >= least && value <= most);
    return value;
  };
  const text = (): string => {
    expect(reader.integer() === ++key);
    return reader.text();
  };
  const declaration = {
    version: integer(1, 1_000_000),
    carnet_id: integer(1),
    carnet_number: text(),
    transaction_code: text(),
    type: types[integer(1, types.length) - 1]!,
    from_territory: text(),
    to_territory: text(),
    goods_ranges: text(),
    valid_until: new Date(integer(0, lastDay) * 86_400_000).toISOString().slice(0, 10),
    // Whole seconds, as signed; the years end where the days do.
    signed_at: new Date(integer(0, (lastDay + 1) * 86_400 - 1) * 1000).toISOString().replace('.000', ''),
  };
  expect(reader.atEnd());
  return declaration;
}

/** Whether the signature is of that key. A browser without Ed25519 throws: then only the server can say. */
async function signatureHolds({header, payload, signature}: Signed, x: string): Promise<boolean> {
  const key = await crypto.subtle.importKey('jwk', {kty: 'OKP', crv: 'Ed25519', x}, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature, cborArray('Signature1', header, new Uint8Array(0), payload));
}

/** Says whether this browser can check a signature by itself. */
export async function canVerifyQr(): Promise<boolean> {
  try {
    await crypto.subtle.importKey('raw', new Uint8Array(32), 'Ed25519', false, ['verify']);
    return true;
  } catch {
    return false;
  }
}

export async function verifyDeclarationQr(scanned: string, keys: KeySet): Promise<QrVerdict> {
  const text = withoutLineEnd(scanned);
  if (!text.startsWith(prefix)) return {verdict: 'foreign'};
  const packed = text.length > longestText ? undefined : fromBase45(text.slice(prefix.length));
  const message = packed && inflateRaw(packed, longestUnpacked);
  if (!message) return {verdict: 'damaged'};
  try {
    const signed = signedOf(message);
    const {kid} = signed;
    const key = keys.keys.find((it) => it.kty === 'OKP' && it.crv === 'Ed25519' && it.kid === kid);
    if (key?.x === undefined) return {verdict: 'unknown_key', kid};
    if (!(await signatureHolds(signed, key.x))) return {verdict: 'damaged'};
    return {verdict: 'genuine', declaration: declarationOf(signed.payload), kid};
  } catch (problem) {
    if (problem instanceof NotThisForm) return {verdict: 'damaged'};
    throw problem;
  }
}
