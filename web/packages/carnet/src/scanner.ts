// Scanning with the camera, for both apps: frames go to a worker, eight a second and never more than it can take, so
// that the screen stays quick. Load this file only when somebody scans.
import {pictureOf, ScannerWorker} from './scanner_worker';

/** `blurred` is a hint (look for light, hold it further away); scanning goes on. After the others nothing more comes
 * until `use` is called or scanning is started again. */
export type ScanTrouble = 'no_camera' | 'not_allowed' | 'in_use' | 'blurred' | 'failed';

export interface Scanner {
  /** Camera and worker end. Nothing is told any more. */
  stop(): void;
  /** Only where the camera in use has a light. */
  torch?: ((on: boolean) => Promise<void>) | undefined;
  /** Their names are known once one of them was allowed. */
  cameras: MediaDeviceInfo[];
  use(deviceId: string): Promise<void>;
}

const betweenFrames = 125;
const patience = 10_000; // frames without a code before `blurred` is said; and again after as long
const sameAgain = 2_000; // a code that stays before the camera is told once

/** Brings all that scanning needs into the browser's cache, so that it begins without a line to the server. */
export async function keepScannerAtHand(): Promise<void> {
  const worker = new ScannerWorker();
  await worker.scan(new ImageData(32, 32), false).catch(() => undefined);
  worker.end();
}

export function troubleOf(problem: unknown): ScanTrouble {
  switch (problem instanceof Error || problem instanceof DOMException ? problem.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'not_allowed';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no_camera';
    case 'NotReadableError':
    case 'AbortError':
      return 'in_use';
    default:
      return 'failed';
  }
}

function openCamera(deviceId: string | undefined): Promise<MediaStream> {
  // Without a secure context there is no such property: for the person in front of it, no camera.
  if (!navigator.mediaDevices) return Promise.reject(new DOMException('no camera here', 'NotFoundError'));
  const which = deviceId === undefined ? {facingMode: {ideal: 'environment'}} : {deviceId: {exact: deviceId}};
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: {...which, width: {ideal: 1280}, height: {ideal: 720}},
  });
}

async function camerasHere(): Promise<MediaDeviceInfo[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.filter(({kind, deviceId}) => kind === 'videoinput' && deviceId !== '');
}

/** A light is no part of the types of browsers yet. */
type WithTorch = MediaTrackCapabilities & {torch?: boolean};
const torchOn = (on: boolean) => ({advanced: [{torch: on} as MediaTrackConstraintSet]});

class CameraScanner implements Scanner {
  cameras: MediaDeviceInfo[] = [];
  torch?: ((on: boolean) => Promise<void>) | undefined;
  #worker: ScannerWorker | undefined;
  #stream: MediaStream | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #stopped = false;
  #calls = 0; // of use(): the last one counts
  #lastText = '';
  #lastSeen = 0;
  #waitsSince = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly onText: (text: string) => void,
    private readonly onTrouble: (trouble: ScanTrouble) => void,
  ) {}

  stop(): void {
    this.#stopped = true;
    this.#endCamera();
    this.#worker?.end();
    this.#worker = undefined;
  }

  use(deviceId: string): Promise<void> {
    return this.start(deviceId);
  }

  async start(deviceId?: string): Promise<void> {
    if (this.#stopped) return;
    const call = ++this.#calls;
    this.#endCamera();
    try {
      const stream = await openCamera(deviceId);
      if (this.#overtaken(call)) return stream.getTracks().forEach((track) => track.stop());
      await this.#show(stream, call);
      const cameras = await camerasHere();
      if (!this.#overtaken(call)) this.cameras = cameras;
    } catch (problem) {
      if (!this.#overtaken(call) && !this.#lostVideo()) this.#end(troubleOf(problem));
    }
  }

  #overtaken(call: number): boolean {
    return this.#stopped || call !== this.#calls;
  }

  /** Another scanner shows its picture in our element, as when a screen is left and entered quickly: this one ends. */
  #lostVideo(): boolean {
    const lost = this.#stream !== undefined && this.video.srcObject !== this.#stream;
    if (lost) this.stop();
    return lost;
  }

  async #show(stream: MediaStream, call: number): Promise<void> {
    this.#stream = stream;
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.srcObject = stream; // also takes the element from a scanner that was not stopped
    const [track] = stream.getVideoTracks();
    track?.addEventListener('ended', () => this.#stream === stream && this.#end('failed'));
    if (track && (track.getCapabilities?.() as WithTorch | undefined)?.torch) {
      this.torch = (on) => track.applyConstraints(torchOn(on));
    }
    await this.video.play();
    if (this.#overtaken(call) || this.#lostVideo()) return;
    this.#worker ??= new ScannerWorker();
    this.#waitsSince = Date.now();
    this.#timer = setInterval(() => void this.#frame(), betweenFrames);
  }

  async #frame(): Promise<void> {
    const {video} = this;
    const worker = this.#worker;
    const stream = this.#stream;
    if (this.#lostVideo()) return;
    if (document.hidden) this.#waitsSince = Date.now(); // a screen nobody sees is not blurred
    if (!worker || worker.busy || document.hidden || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    try {
      const picture = await pictureOf(video);
      if (worker.busy || this.#stopped) return picture instanceof ImageData ? undefined : picture.close();
      const text = await worker.scan(picture, false);
      if (this.#stopped || this.#stream !== stream) return;
      if (text !== undefined) this.#seen(text);
      else this.#notSeen();
    } catch {
      if (!this.#stopped && this.#stream === stream) this.#end('failed');
    }
  }

  #seen(text: string): void {
    const now = Date.now();
    const same = text === this.#lastText && now - this.#lastSeen < sameAgain;
    this.#lastText = text;
    this.#lastSeen = now;
    this.#waitsSince = now;
    if (!same) this.onText(text);
  }

  #notSeen(): void {
    if (Date.now() - this.#waitsSince < patience) return;
    this.#waitsSince = Date.now();
    this.onTrouble('blurred');
  }

  #end(trouble: ScanTrouble): void {
    this.#endCamera();
    this.#worker?.end();
    this.#worker = undefined;
    this.onTrouble(trouble);
  }

  #endCamera(): void {
    clearInterval(this.#timer);
    this.#stream?.getTracks().forEach((track) => track.stop());
    if (this.video.srcObject === this.#stream) this.video.srcObject = null;
    this.#stream = undefined;
    this.torch = undefined;
  }
}

/** Shows the camera in `video` and tells each QR it sees. Never throws: what is wrong is told by `onTrouble`. `leave`
 * stops it even while the camera is still being asked for, when there is nothing to call `stop` on yet. */
export async function startScanner(
  video: HTMLVideoElement,
  onText: (text: string) => void,
  onTrouble: (trouble: ScanTrouble) => void,
  leave?: AbortSignal,
): Promise<Scanner> {
  const scanner = new CameraScanner(video, onText, onTrouble);
  leave?.addEventListener('abort', () => scanner.stop(), {once: true});
  if (leave?.aborted) scanner.stop();
  await scanner.start();
  return scanner;
}

/** The text of a QR in a photo, if there is one that can be read; also nothing if the file is no picture. */
export async function decodeImage(photo: Blob): Promise<string | undefined> {
  const picture = await pictureOf(photo).catch(() => undefined);
  if (!picture) return undefined;
  const worker = new ScannerWorker();
  try {
    return await worker.scan(picture, true);
  } finally {
    worker.end();
  }
}
