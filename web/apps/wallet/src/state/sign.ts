// Signing by this device's key: exactly the text that the server gave and the screen has shown.
import {type Result, asked, newIdempotencyKey} from '@opencarnet/api';
import {wallet} from '@opencarnet/api/wallet';

import type {Carnet, Codes, Declaration} from './kinds';
import {call, deviceKeys} from './session';
import {keepCodes, refreshCarnet, refreshHeld} from './sync';

// A signature is different each time it is made. Where the answer was lost the same one goes out again with the same
// key, and the server answers as it did the first time (X11).
const made = new Map<string, {signature: string; key: string}>();

async function signatureOf(text: string): Promise<{signature: string; key: string}> {
  const before = made.get(text);
  if (before) return before;
  const now = {signature: await (await deviceKeys()).sign(text), key: newIdempotencyKey()};
  made.set(text, now);
  return now;
}

export async function signCarnet(carnet: Carnet): Promise<Result<unknown>> {
  const {signature, key} = await signatureOf(carnet.to_sign ?? '');
  const params = {path: {carnet_id: carnet.carnet_id}, header: {'Idempotency-Key': key}};
  const result = await call(() => asked(wallet.POST('/carnets/{carnet_id}/signature', {params, body: {signature}})));
  // Signed on another device meanwhile is signed as well: the fresh carnet says so.
  if (result.ok || result.problem.code === 'carnet_already_signed') {
    await refreshCarnet(carnet.carnet_id);
    void refreshHeld();
  }
  return result;
}

export async function signDeclaration(declaration: Declaration): Promise<Result<Codes>> {
  const {signature, key} = await signatureOf(declaration.to_sign ?? '');
  const params = {path: {declaration_id: declaration.declaration_id}, header: {'Idempotency-Key': key}};
  const result = await call(() =>
    asked(wallet.POST('/declarations/{declaration_id}/signature', {params, body: {signature}})),
  );
  if (result.ok) await keepCodes(result.data);
  return result;
}
