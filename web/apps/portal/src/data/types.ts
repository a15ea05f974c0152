// The contract's words that many screens use.
import type {Operation, Schema} from '@opencarnet/api/customs';
import type {Schema as IdentitySchema} from '@opencarnet/api/identity';

export type Session = IdentitySchema['Session'];
export type Opened = Schema['OpenedDeclaration'];
export type Declaration = Opened['declaration'];
export type Carnet = Opened['carnet'];
export type Transaction = Opened['history'][number];
export type Place = Opened['places'][number];
export type Warning = Opened['warnings'][number];
export type GoodsEntry = {item: number; pieces: number};
export type TransactionType = Declaration['type'];
export type Step = Opened['steps'][number];
export type GeneralItem = NonNullable<Carnet['general_list']>[number];

type BodyOf<Name extends keyof Operation> = Operation[Name] extends {
  requestBody: {content: {'application/json': infer Body}};
}
  ? Body
  : never;
type AnswerOf<Name extends keyof Operation, Status extends number> = Operation[Name] extends {
  responses: Record<Status, {content: {'application/json': infer Answer}}>;
}
  ? Answer
  : never;

export type Correction = BodyOf<'correct_declaration'>;
export type CommitBody = BodyOf<'commit_transaction'>;
export type Committed = AnswerOf<'commit_transaction', 201>;
export type Scanned = AnswerOf<'scan_code', 200>;
export type OfficeRow = AnswerOf<'list_offices', 200>['offices'][number];
export type CarnetView = AnswerOf<'get_carnet', 200>;
export type HistoryView = AnswerOf<'get_history', 200>;
export type Action = NonNullable<NonNullable<CommitBody['not_re_exported']>[number]['action']>;

export const transactionTypes: TransactionType[] = [
  'validation',
  'pre_exportation',
  'exportation',
  'importation',
  're_exportation',
  're_importation',
  'transit_open',
  'transit_close',
];
export const actions: Action[] = [
  'home_use',
  'customs_warehouse',
  'destruction',
  'abandonment',
  'loss',
  'duty_paid',
  'other',
];
