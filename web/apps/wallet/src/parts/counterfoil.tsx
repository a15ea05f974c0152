// A committed transaction as its counterfoil tells it.
import {type GoodsEntry, formatGoods, parseRanges} from '@opencarnet/carnet';
import {useFormat, useText} from '@opencarnet/i18n';
import {Facts, Text} from '@opencarnet/ui';

import type {Counterfoil, GeneralItem} from '../state/kinds';
import {Ranges} from './words';

type GoodsText = string | GoodsEntry[];

export function rangesOf(goods: GoodsText, list: GeneralItem[]): string {
  return typeof goods === 'string' ? goods : formatGoods(goods, list);
}

export function CounterfoilFacts({transaction, list}: {transaction: Counterfoil; list: GeneralItem[]}) {
  const t = useText();
  const format = useFormat();
  const stayed = transaction.not_re_exported?.map((each, i) => (
    <div key={i}>
      <Ranges ranges={rangesOf(each.goods, list)} />
      {each.action ? ` · ${t(`action.${each.action}`)}` : ''}
      {each.remark ? ' · ' : ''}
      <bdi>{each.remark}</bdi>
    </div>
  ));
  return (
    <>
      <Facts
        facts={[
          [t('wallet.fact.goods'), <Ranges key="g" ranges={transaction.goods_ranges} />],
          [t('wallet.fact.final_date'), transaction.final_date && format.day(transaction.final_date)],
          [t('wallet.special.not_re_exported'), stayed],
          [t('wallet.fact.cancelled_at'), transaction.cancelled_at && format.instant(transaction.cancelled_at)],
        ]}
      />
      <Corrections corrections={transaction.corrections} />
      <GoodsNames ranges={transaction.goods_ranges} list={list} />
    </>
  );
}

/** What the officer changed (X15): before and after, field by field. */
export function Corrections({corrections}: {corrections: Counterfoil['corrections']}) {
  const t = useText();
  if (!corrections?.length) return null;
  return (
    <div className="ow-corrections">
      <strong>{t('wallet.corrections')}</strong>
      <ul>
        {corrections.map((each, i) => {
          const key = `field.${each.field}`;
          return (
            <li key={i}>
              {t.has(key) ? t(key) : each.field}
              {': '}
              <del>
                <bdi>{each.before || '–'}</bdi>
              </del>{' '}
              <ins>
                <bdi>{each.after || '–'}</bdi>
              </ins>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const most = 5;

/** The first goods by name, so that a person sees which they are without turning to the list. */
export function GoodsNames({ranges, list}: {ranges: string; list: GeneralItem[]}) {
  const t = useText();
  const {items} = parseRanges(ranges, list.length);
  if (items.length === 0) return null;
  return (
    <>
      <ul className="ow-goods-names">
        {items.slice(0, most).map((item) => (
          <li key={item} value={item}>
            <strong>{item}</strong>{' '}
            <span>
              <bdi>{list[item - 1]?.description}</bdi>
            </span>
          </li>
        ))}
      </ul>
      {items.length > most ? (
        <Text soft small>
          {t('wallet.and_more', {more: items.length - most})}
        </Text>
      ) : null}
    </>
  );
}
