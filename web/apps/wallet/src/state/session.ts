// Who is signed in, and what happens when the session has ended in the middle of something.
import {type Problem, type Result, asked, isUnreachable, newIdempotencyKey} from '@opencarnet/api';
import {type Schema, identity} from '@opencarnet/api/identity';
import {wallet} from '@opencarnet/api/wallet';
import {type DeviceKeys, createDeviceKeys, loadDeviceKeys} from '@opencarnet/vault';

import {createStore} from './store';
import {read, refs, vault, write} from './vault_door';

export type Session = Schema['Session'];

export const connection = createStore({
  /** The last call got no answer, or the browser knows that there is no network. */
  away: false,
  /** The last call in the background met an ended session. */
  ended: false,
  /** A person's own call waits for the password: the dialog is open. */
  asking: false,
});

addEventListener('offline', () => connection.set({away: true}));

let answerDialog: ((signedIn: boolean) => void) | undefined;
let dialogAnswered: Promise<boolean> | undefined;

/** Opens the dialog over whatever the screen shows; the promise tells whether the person signed in. */
function askForPassword(): Promise<boolean> {
  dialogAnswered ??= new Promise<boolean>((resolve) => {
    answerDialog = resolve;
    connection.set({asking: true});
  });
  return dialogAnswered;
}

export function passwordDialogDone(signedIn: boolean): void {
  connection.set(signedIn ? {asking: false, ended: false} : {asking: false});
  answerDialog?.(signedIn);
  answerDialog = dialogAnswered = undefined;
}

const needsSession = (problem: Problem) => problem.status === 401 || problem.code === 'device_needed';

/** A call that a person waits for: an ended session asks for the password and then the same call goes out again. */
export async function call<T>(send: () => Promise<Result<T>>): Promise<Result<T>> {
  let result = note(await send());
  if (!result.ok && needsSession(result.problem) && (await askForPassword())) result = note(await send());
  return result;
}

/** A call that nobody waits for: it never disturbs. */
export async function quietCall<T>(send: () => Promise<Result<T>>): Promise<Result<T>> {
  const result = note(await send());
  if (!result.ok && needsSession(result.problem)) connection.set({ended: true});
  return result;
}

function note<T>(result: Result<T>): Result<T> {
  const away = !result.ok && isUnreachable(result.problem);
  if (away !== connection.get().away) connection.set({away});
  if (result.ok && connection.get().ended) connection.set({ended: false});
  return result;
}

export async function signIn(email: string, password: string): Promise<Result<Session>> {
  return note(await asked(identity.POST('/sessions', {body: {realm: 'wallet', email, password}})));
}

/** Binds the session to this device's keys, which are made when there are none, and remembers whose wallet it is. */
export async function bindDevice(session: Session, deviceName: string): Promise<Result<unknown>> {
  const keys = (await loadDeviceKeys(vault())) ?? (await createDeviceKeys(vault()));
  const proof = await keys.sign(session.device_challenge ?? '');
  const result = note(
    await asked(
      wallet.POST('/devices', {
        params: {header: {'Idempotency-Key': newIdempotencyKey()}},
        body: {name: deviceName, signing_key: keys.signing_key, encryption_key: keys.encryption_key, proof},
      }),
    ),
  );
  if (!result.ok) return result;
  const {account_id, email, display_name, country} = session;
  await write(refs.account, {account_id, email, display_name, country, device_id: result.data.device_id});
  return result;
}

export async function deviceKeys(): Promise<DeviceKeys> {
  const keys = await loadDeviceKeys(vault());
  if (!keys) throw new Error('an opened wallet has device keys');
  return keys;
}

/** Ends the session where it can be reached, and leaves nothing on this device in any case. */
export async function signOut(): Promise<void> {
  await asked(identity.DELETE('/sessions/current'));
  await vault().wipe();
}

export async function whoIsHere(): Promise<string> {
  return (await read(refs.account))?.email ?? '';
}
