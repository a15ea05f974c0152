// Reads the text that a declaration's signature covers, to show it in words.
import type {GoodsEntry} from '@opencarnet/carnet';

export interface Said {
  goods: GoodsEntry[];
  from_country?: string;
  to_country?: string;
  place?: string;
  mode_of_transport?: 'air' | 'sea' | 'land';
  transport_details?: string;
  packaging?: string;
  supporting_documents?: string;
  not_re_exported?: GoodsEntry[];
  not_produced?: GoodsEntry[];
  not_re_imported?: GoodsEntry[];
  processed_abroad?: GoodsEntry[];
}

/** Nothing for a text that is none of ours; the exact text is shown beside it in any case. */
export function saidIn(toSign: string | undefined): Said | undefined {
  if (!toSign) return undefined;
  try {
    const said = JSON.parse(toSign) as Partial<Said>;
    return Array.isArray(said.goods) ? {...said, goods: said.goods} : undefined;
  } catch {
    return undefined;
  }
}
