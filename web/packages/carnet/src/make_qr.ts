// A QR as rows of modules, dark is true, without a quiet zone (packages/ui draws one around it).
import {encodeQR} from 'qr';

/** Error correction M; alphanumeric mode where the text allows it, which ours are made for. */
export function qrModules(text: string): boolean[][] {
  return cropped(encodeQR(text, 'raw', {ecc: 'medium', border: 1}));
}

const cropped = (rows: boolean[][]): boolean[][] => rows.slice(1, -1).map((row) => row.slice(1, -1));
