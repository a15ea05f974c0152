// Which fields a step has (X4–X8) and what is sent. Pure, so that it is tested without a screen.
import type {CrossingDraft} from '../data/crossing_draft';
import type {CommitBody, Opened, Step, TransactionType} from '../data/types';

export type FieldName =
  | 'goods_examined'
  | 'final_date'
  | 'place_of_use'
  | 'seals'
  | 'seals_intact'
  | 'supporting_documents'
  | 'customs_reference'
  | 'remarks';

const own: Record<TransactionType, FieldName[]> = {
  validation: [],
  pre_exportation: ['final_date'],
  exportation: ['final_date'],
  importation: ['final_date', 'place_of_use'],
  re_exportation: ['supporting_documents'],
  re_importation: [],
  transit_open: ['final_date', 'seals'],
  transit_close: ['seals_intact'],
};

/** In the order in which they are asked. */
export function fieldsOf(type: TransactionType): FieldName[] {
  return ['goods_examined', ...own[type], 'customs_reference', 'remarks'];
}

type Lists = Partial<Pick<CommitBody, 'not_re_exported' | 'not_produced' | 'not_re_imported' | 'processed_abroad'>>;

/** Only what was stated: the server knows the defaults (final date, place of use, what the holder declared). */
export function commitBody(opened: Opened, draft: CrossingDraft, step: Step, lists: Lists): CommitBody {
  const fields = new Set(fieldsOf(opened.declaration.type));
  const body: CommitBody = {step, ...lists};
  if (draft.office_id) body.office_id = draft.office_id;
  body.goods_examined = draft.goods_examined ?? false;
  for (const field of ['place_of_use', 'seals', 'customs_reference', 'remarks', 'supporting_documents'] as const) {
    const typed = draft[field]?.trim();
    if (fields.has(field) && typed) body[field] = typed;
  }
  if (fields.has('final_date') && draft.final_date) body.final_date = draft.final_date;
  if (fields.has('seals_intact') && draft.seals_intact !== undefined) body.seals_intact = draft.seals_intact;
  if (draft.paper_evidence_confirmed) body.paper_evidence_confirmed = true;
  return body;
}

export interface Sent {
  key: string;
  body: string;
  /** Of the state that was read: only that is committed. */
  etag: string | undefined;
  unanswered: boolean;
}

/** The same intent keeps its key as long as it is not answered; another intent gets another key (X11). */
export function intentOf(
  before: Sent | undefined,
  body: CommitBody,
  etag: string | undefined,
  newKey: () => string,
): Sent {
  const text = JSON.stringify(body);
  if (before?.unanswered && before.body === text && before.etag === etag) return before;
  return {key: newKey(), body: text, etag, unanswered: true};
}
