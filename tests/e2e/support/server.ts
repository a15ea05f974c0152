// The server under test: a process of its own with a fresh demo world, which can be killed and started again.
import {type ChildProcess, spawn} from 'node:child_process';
import {openSync, readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {root} from './packages.ts';

const program = process.env.E2E_PROGRAM ?? join(root, 'build/dev/opencarnet');
const patienceMs = 60_000;

export interface Credentials {
  realm: string;
  role: string;
  country: string;
  email: string;
  password: string;
  office: string;
  display_name: string;
}
export interface DemoWorld {
  accounts: Credentials[];
  clients: {association: string; country: string; client_id: string; client_secret: string}[];
  carnets: {carnet_id: number; number: string; pin: string; holder: string; story: string}[];
  waiting: {carnet_id: number; number: string; type: string; country: string; qr: string; transaction_code: string}[];
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export class Server {
  readonly port: number;
  private readonly folder: string;
  private readonly carnets: number;
  private process: ChildProcess | undefined;
  private world: DemoWorld | undefined;
  /** From the start of the process until it serves. */
  readyMs = 0;

  private constructor(port: number, folder: string, carnets: number) {
    this.port = port;
    this.folder = folder;
    this.carnets = carnets;
  }

  /** A new world on a free port of loopback. `carnets`: how many of the demo's to play. */
  static async start(carnets = 5): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'opencarnet-e2e.'));
    const server = new Server(await freePort(), folder, carnets);
    await server.run();
    return server;
  }

  get host(): string {
    return `localhost:${this.port}`;
  }
  get start(): string {
    return `http://${this.host}`;
  }
  get wallet(): string {
    return `http://wallet.${this.host}`;
  }
  get portal(): string {
    return `http://portal.${this.host}`;
  }
  get log(): string {
    return join(this.folder, 'server.log');
  }

  /** Starts it on the same port and data, and returns when it serves. */
  async run(): Promise<void> {
    if (this.process) throw new Error('the server runs already');
    const begin = performance.now();
    const log = openSync(this.log, 'a');
    const options = [
      '--demo',
      '--demo-carnets',
      String(this.carnets),
      '--data-dir',
      this.folder,
      '--port',
      String(this.port),
    ];
    const child = spawn(program, ['serve', ...options], {stdio: ['ignore', log, log]});
    let ended = false;
    child.on('exit', () => (ended = true));
    child.on('error', () => (ended = true));
    this.process = child;
    while (performance.now() - begin < patienceMs) {
      if (ended) throw new Error(`the server stopped:\n${readFileSync(this.log, 'utf8').slice(-2000)}`);
      const ready = await fetch(`${this.start}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ready) {
        this.readyMs = performance.now() - begin;
        return;
      }
      await pause(25);
    }
    throw new Error(`the server is not ready after ${patienceMs / 1000} s: see ${this.log}`);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  }
  /** As a power cut would: what was acknowledged must be there after `run`. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }
  /** Ends it and removes its data. A fault that it logged is an error of the test. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    const faults = readFileSync(this.log, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"fault"'));
    await rm(this.folder, {recursive: true, force: true});
    if (faults.length) throw new Error(`the server logged faults:\n${faults.slice(0, 5).join('\n')}`);
  }

  async demo(): Promise<DemoWorld> {
    this.world ??= (await (await fetch(`${this.start}/demo.json`)).json()) as DemoWorld;
    return this.world;
  }
  async account(role: string, country: string, office?: string): Promise<Credentials> {
    const {accounts} = await this.demo();
    const found = accounts.find((a) => a.role === role && a.country === country && (!office || a.office === office));
    if (!found) throw new Error(`the demo world has no ${role} of ${country}`);
    return found;
  }
  /** One of the figures at /metrics; 0 when it was never counted. */
  async figure(name: string): Promise<number> {
    const text = await (await fetch(`${this.start}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  }
}
