// A travel as it is being typed, and its way to and from the contract's words.
import type {GeneralItem, Travel, TravelContent} from '../state/kinds';
import {type GoodsChoice, chosen, mistakesIn, nothingChosen} from './goods_choice';

export const textFields = [
  'nickname',
  'from_country',
  'to_country',
  'place',
  'mode_of_transport',
  'transport_details',
  'packaging',
  'comment',
  'supporting_documents',
] as const;
export const goodsFields = ['goods', 'not_re_exported', 'not_produced', 'not_re_imported', 'processed_abroad'] as const;
export type TextName = (typeof textFields)[number];
export type GoodsName = (typeof goodsFields)[number];
export type FieldName = TextName | GoodsName | 'transits';

export type TravelForm = Record<TextName, string> & Record<GoodsName, GoodsChoice> & {transits: string[]};

/** Typing that was not saved yet; lives in the vault. */
export interface Draft {
  form: TravelForm;
  /** The version it began from; none for a travel that was never saved. */
  version?: string;
  typed_at: string;
}

export function emptyForm(fromCountry: string): TravelForm {
  return {
    nickname: '',
    from_country: fromCountry,
    to_country: '',
    place: '',
    mode_of_transport: '',
    transport_details: '',
    packaging: '',
    comment: '',
    supporting_documents: '',
    transits: [],
    goods: nothingChosen,
    not_re_exported: nothingChosen,
    not_produced: nothingChosen,
    not_re_imported: nothingChosen,
    processed_abroad: nothingChosen,
  };
}

export function formOf(travel: Travel, list: GeneralItem[]): TravelForm {
  const form = emptyForm('');
  for (const name of textFields) form[name] = travel[name] ?? '';
  for (const name of goodsFields) form[name] = chosen(travel[name], list);
  form.transits = [...(travel.transits ?? [])];
  return form;
}

/** Empty fields are left out: the contract knows no empty texts. */
export function contentOf(form: TravelForm): TravelContent {
  const content: TravelContent = {from_country: form.from_country, to_country: form.to_country};
  for (const name of [
    'nickname',
    'place',
    'transport_details',
    'packaging',
    'comment',
    'supporting_documents',
  ] as const) {
    const text = form[name].trim();
    if (text) content[name] = text;
  }
  if (form.mode_of_transport) content.mode_of_transport = form.mode_of_transport as 'air';
  const transits = form.transits.filter(Boolean);
  if (transits.length) content.transits = transits;
  for (const name of goodsFields) if (form[name].goods.length) content[name] = form[name].goods;
  return content;
}

/** Which fields say something else. */
export function differences(a: TravelForm, b: TravelForm): FieldName[] {
  const said = (form: TravelForm, name: FieldName) => {
    if (name === 'transits') return form.transits.join(' ');
    const value = form[name];
    return typeof value === 'string' ? value.trim() : JSON.stringify(value.goods);
  };
  return [...textFields, 'transits' as const, ...goodsFields].filter((name) => said(a, name) !== said(b, name));
}

/** Goods fields whose text has mistakes: they keep the form from being sent. */
export function fieldsWithMistakes(form: TravelForm, list: GeneralItem[]): GoodsName[] {
  return goodsFields.filter((name) => mistakesIn(form[name].text, list.length).length > 0);
}

/** Which lists a journey between these two territories can need; the rules decide in the end, on the server. */
export function specialLists(home: string, from: string | undefined, to: string | undefined): GoodsName[] {
  if (!from || from === home) return [];
  return to === home
    ? ['not_re_exported', 'not_produced', 'not_re_imported', 'processed_abroad']
    : ['not_re_exported', 'not_produced'];
}
