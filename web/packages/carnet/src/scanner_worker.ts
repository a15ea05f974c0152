// The page's end of the scanner worker: one picture at a time, in either direction.
import {type Scanned, type ToScan} from './scanner_messages';

export class ScannerWorker {
  readonly #worker = new Worker(new URL('./scanner.worker.ts', import.meta.url), {type: 'module'});
  #asked = 0;
  #broken: Error | undefined;
  #waiting: {id: number; resolve: (text: string | undefined) => void; reject: (problem: Error) => void} | undefined;

  constructor() {
    this.#worker.onmessage = ({data}: MessageEvent<Scanned>) => {
      const waiting = this.#waiting;
      if (waiting?.id !== data.id) return;
      this.#waiting = undefined;
      if ('broken' in data) waiting.reject(new Error(data.broken));
      else waiting.resolve(data.text);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#broken = new Error(event.message || 'the scanner could not be loaded');
      this.#waiting?.reject(this.#broken);
      this.#waiting = undefined;
    };
  }

  get busy(): boolean {
    return this.#waiting !== undefined;
  }

  /** The text of a QR in the picture, if there is one. The picture is given away. Not while busy. */
  scan(picture: ImageBitmap | ImageData, thorough: boolean): Promise<string | undefined> {
    if (this.#broken) return Promise.reject(this.#broken);
    const message: ToScan = {id: ++this.#asked, picture, thorough};
    return new Promise((resolve, reject) => {
      this.#waiting = {id: message.id, resolve, reject};
      this.#worker.postMessage(message, [picture instanceof ImageData ? picture.data.buffer : picture]);
    });
  }

  end(): void {
    this.#worker.terminate();
    this.#waiting?.resolve(undefined);
    this.#waiting = undefined;
  }
}

/** A video's frame or a photo, as it is sent to the worker. Where a worker cannot draw, the page reads the pixels. */
export async function pictureOf(source: HTMLVideoElement | Blob): Promise<ImageBitmap | ImageData> {
  const bitmap = await createImageBitmap(source);
  if (typeof OffscreenCanvas !== 'undefined') return bitmap;
  const scale = Math.min(1, 1280 / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d', {willReadFrequently: true});
  if (!context) throw new Error('no canvas to draw on');
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
