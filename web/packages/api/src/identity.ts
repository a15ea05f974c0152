// Typed door to /api/identity/v1.
import type {components, operations, paths} from '../generated/identity';
import {clientOf} from './client';

export type Schema = components['schemas'];
export type Operation = operations;
export const identity = clientOf<paths>('identity');
