// People and machines who use the contract directly, to prepare what a story begins with.
import {randomUUID} from 'node:crypto';

import {jose} from './packages.ts';
import {type Credentials, type Server} from './server.ts';

// The contract's documents have their own judge (check_answers, the generated types): here they are read loosely.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface Reply {
  status: number;
  body: Json;
  etag: string | undefined;
}

export class Caller {
  readonly server: Server;
  private cookie = '';
  private token = '';
  session: Json;

  constructor(server: Server) {
    this.server = server;
  }

  async signIn(account: Pick<Credentials, 'realm' | 'email' | 'password'>): Promise<this> {
    const {realm, email, password} = account;
    const answer = await fetch(`${this.server.start}/api/identity/v1/sessions`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', Origin: this.server.start},
      body: JSON.stringify({realm, email, password}),
    });
    if (answer.status !== 201) throw new Error(`${email} could not sign in: ${await answer.text()}`);
    this.cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    this.session = await answer.json();
    return this;
  }

  async asChamber(country: string): Promise<this> {
    const {clients} = await this.server.demo();
    const client = clients.find((each) => each.country === country);
    if (!client) throw new Error(`the demo world has no chamber of ${country}`);
    const {client_id, client_secret} = client;
    const answer = await fetch(`${this.server.start}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({grant_type: 'client_credentials', scope: 'nics', client_id, client_secret}),
    });
    if (!answer.ok) throw new Error(`no token: ${await answer.text()}`);
    this.token = ((await answer.json()) as {access_token: string}).access_token;
    return this;
  }

  async call(method: string, path: string, body?: Json, ifMatch?: string): Promise<Reply> {
    const headers: Record<string, string> = {Origin: this.server.start, Connection: 'close'};
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    if (this.cookie) headers.Cookie = this.cookie;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (method !== 'GET') headers['Idempotency-Key'] = randomUUID();
    if (ifMatch) headers['If-Match'] = ifMatch;
    const answer = await fetch(this.server.start + path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text ? JSON.parse(text) : undefined,
      etag: answer.headers.get('etag') ?? undefined,
    };
  }
  /** The answer's body; anything but 2xx is an error. */
  async done(method: string, path: string, body?: Json, ifMatch?: string): Promise<Json> {
    const reply = await this.call(method, path, body, ifMatch);
    if (reply.status < 200 || reply.status > 299)
      throw new Error(`${method} ${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }
}

type Keys = Awaited<ReturnType<typeof jose.generateKeyPair>>;

/** A telephone's keys, as the wallet makes them. */
export class Device {
  private readonly signing: Keys;
  private readonly encryption: Keys;
  private constructor(signing: Keys, encryption: Keys) {
    this.signing = signing;
    this.encryption = encryption;
  }
  static async make(): Promise<Device> {
    const options = {extractable: true};
    return new Device(
      await jose.generateKeyPair('ES256', options),
      await jose.generateKeyPair('ECDH-ES+A256KW', options),
    );
  }
  sign(text: string): Promise<string> {
    const signer = new jose.CompactSign(new TextEncoder().encode(text));
    return signer.setProtectedHeader({alg: 'ES256'}).sign(this.signing.privateKey);
  }
  async open(jwe: string): Promise<Json> {
    const {plaintext} = await jose.compactDecrypt(jwe, this.encryption.privateKey);
    return JSON.parse(new TextDecoder().decode(plaintext));
  }
  async registerFor(holder: Caller): Promise<void> {
    const publicOf = async (key: CryptoKey) => {
      const {kty, crv, x, y} = await jose.exportJWK(key);
      return {kty, crv, x, y};
    };
    await holder.done('POST', '/api/wallet/v1/devices', {
      name: 'Telephone of a story',
      signing_key: await publicOf(this.signing.publicKey as CryptoKey),
      encryption_key: await publicOf(this.encryption.publicKey as CryptoKey),
      proof: await this.sign(holder.session.device_challenge),
    });
  }
}
