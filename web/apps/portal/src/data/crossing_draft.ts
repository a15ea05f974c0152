// What an officer types in one crossing, by declaration. Only what was touched stands here; the rest follows the
// server.
import type {Sent} from '../commit/commit_fields';
import type {Action, Committed, GoodsEntry} from './types';

/** One line of "not re-exported", "not produced" …, as typed. */
export interface SpecialLine {
  list: 'not_re_exported' | 'not_produced' | 'not_re_imported';
  /** The holder's own line: its goods stand, the officer adds the action. */
  declared?: GoodsEntry[];
  /** As typed: "1-4, 7, 9x2". */
  items: string;
  action: Action | '';
  remark: string;
}

export interface CrossingDraft {
  office_id?: string;
  office?: string;
  /** Item → pieces that are here, when the officer changed them. */
  goods?: Record<number, number>;
  marks?: Record<number, string>;
  mode_of_transport?: string;
  transport_details?: string;
  packaging?: string;
  remarks?: string;
  special?: SpecialLine[];
  processed?: string;
  goods_examined?: boolean;
  final_date?: string;
  place_of_use?: string;
  seals?: string;
  seals_intact?: boolean;
  customs_reference?: string;
  supporting_documents?: string;
  paper_evidence_confirmed?: boolean;
  /** Which body was sent under which key: the same intent keeps its key until it is answered (X11). */
  sent?: Sent;
  committed?: Committed;
}

export const noDraft: CrossingDraft = {};
