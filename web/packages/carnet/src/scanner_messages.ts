// What the page and its scanner worker tell each other.

export interface ToScan {
  /** The answer bears the same number. */
  id: number;
  picture: ImageBitmap | ImageData;
  /** A photo somebody chose: take time. A camera's frame: another one comes. */
  thorough: boolean;
}

/** `broken`: this worker cannot decode here at all. */
export type Scanned = {id: number; text?: string} | {id: number; broken: string};
