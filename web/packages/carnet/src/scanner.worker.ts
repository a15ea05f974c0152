// Finds QRs in pictures, away from the thread that draws the screen. The device's own detector where there is one, ours
// where there is none; where the device's sees nothing in a chosen photo, ours has a look, too.
import {decodeQR} from 'qr/decode.js';

import {type Scanned, type ToScan} from './scanner_messages';

interface Detector {
  detect(picture: ImageBitmapSource): Promise<{rawValue: string}[]>;
}
interface DetectorKind {
  new (options: {formats: string[]}): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** The part of a worker's global scope that is used here: the project's types are those of a window. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ToScan>) => void) | null;
  postMessage(message: Scanned): void;
  BarcodeDetector?: DetectorKind;
};

const frameTime = 110; // ms: eight frames a second
const photoTime = 1500;
const photoSides = [1600, 1000, 600]; // fine modules need a large picture, coarse and blurred ones a small one

async function findDetector(): Promise<Detector | undefined> {
  const kind = scope.BarcodeDetector;
  try {
    if (kind && (await kind.getSupportedFormats()).includes('qr_code')) return new kind({formats: ['qr_code']});
  } catch {
    // A detector that cannot say what it detects is none.
  }
  return undefined;
}
let detector = findDetector();

/** Its pixels, scaled down so that no side is longer than `side`. */
function pixelsOf(picture: ImageBitmap | ImageData, side: number): ImageData {
  if (picture instanceof ImageData) return picture;
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
  if (!context) throw new Error('no canvas to draw on');
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

function decoded(pixels: ImageData, thorough: boolean): string | undefined {
  try {
    return decodeQR(pixels, thorough ? {effort: 8, timeLimit: photoTime} : {timeLimit: frameTime}) || undefined;
  } catch {
    return undefined; // no QR in it, or none that can be read: the ordinary case while a camera is moved
  }
}

async function detected(picture: ImageBitmap | ImageData): Promise<string | undefined> {
  const kind = await detector;
  if (!kind) return undefined;
  try {
    return (await kind.detect(picture)).find((code) => code.rawValue !== '')?.rawValue;
  } catch {
    detector = Promise.resolve(undefined); // its service is away: ours from now on
    return undefined;
  }
}

async function scan({picture, thorough}: ToScan): Promise<string | undefined> {
  const found = await detected(picture);
  if (found !== undefined || ((await detector) && !thorough)) return found;
  if (!thorough) return decoded(pixelsOf(picture, 1280), false);
  for (const side of photoSides) {
    const text = decoded(pixelsOf(picture, side), true);
    if (text !== undefined) return text;
  }
  return undefined;
}

scope.onmessage = async ({data}) => {
  try {
    const text = await scan(data);
    scope.postMessage(text === undefined ? {id: data.id} : {id: data.id, text});
  } catch (problem) {
    scope.postMessage({id: data.id, broken: String(problem)});
  } finally {
    if (!(data.picture instanceof ImageData)) data.picture.close();
  }
};
