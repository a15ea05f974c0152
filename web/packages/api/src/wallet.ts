// Typed door to /api/wallet/v1.
import type {components, operations, paths} from '../generated/wallet';
import {clientOf} from './client';

export type Schema = components['schemas'];
export type Operation = operations;
export const wallet = clientOf<paths>('wallet');
