// What an event of the live line changes in what is kept, before the server was asked for the whole of it.
import type {Counterfoil, Declaration, TravelsOf} from './kinds';

export interface Told extends Partial<Counterfoil> {
  rejected_at?: string;
}

/** Nothing where the event changes nothing that a card shows. */
export function withEvent(kept: TravelsOf, type: string, told: Told): TravelsOf | undefined {
  const change = changeOf(type, told);
  if (!change) return undefined;
  const travels = kept.travels.map((travel) => ({
    ...travel,
    declarations: travel.declarations.map((declaration) =>
      declaration.declaration_id === told.declaration_id ? {...declaration, ...change} : declaration,
    ),
  }));
  return {...kept, travels};
}

function changeOf(type: string, told: Told): Partial<Declaration> | undefined {
  if (type === 'declaration_rejected') return {state: 'rejected'};
  if (type !== 'transaction_committed') return undefined;
  const {transaction_id, carnet_id, type: step, country, territory, office, committed_at} = told;
  if (!transaction_id || !carnet_id || !step || !country || !territory || !committed_at) return {state: 'committed'};
  const transaction: Counterfoil = {
    ...told,
    transaction_id,
    carnet_id,
    type: step,
    country,
    territory,
    committed_at,
    office: office ?? '',
    goods: told.goods ?? [],
    goods_ranges: told.goods_ranges ?? '',
    cancelled: false,
  };
  return {state: 'committed', transaction, corrections: told.corrections};
}
