// Typed door to /api/customs/v1.
import type {components, operations, paths} from '../generated/customs';
import {clientOf} from './client';

export type Schema = components['schemas'];
export type Operation = operations;
export const customs = clientOf<paths>('customs');
