// Typed door to /api/public/v1.
import type {components, operations, paths} from '../generated/public';
import {clientOf} from './client';

export type Schema = components['schemas'];
export type Operation = operations;
export const open = clientOf<paths>('public');
