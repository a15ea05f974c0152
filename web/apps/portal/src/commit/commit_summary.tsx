// What will be written, in one look: carnet, goods, and those that do not go on.
import {useFormat, useText} from '@opencarnet/i18n';
import {Facts, Ltr} from '@opencarnet/ui';

import {Validity, shortened} from '../check/carnet_facts';
import {CorrectionList} from '../goods/correction_list';
import type {SpecialLines} from '../goods/use_special_lines';
import {useCrossing} from '../shared/transaction_frame';

/** The goods were checked one step before; here they only remind. */
const most = 13;

export function CommitSummary({special}: {special: SpecialLines}) {
  const t = useText();
  const format = useFormat();
  const {opened} = useCrossing();
  const {carnet, declaration, warnings} = opened;
  const pieces = declaration.goods.reduce((sum, each) => sum + each.pieces, 0);
  const values = new Map((carnet.general_list ?? []).map((row) => [row.item, row]));
  const blocked = declaration.state === 'signed' ? warnings.filter((each) => each.blocks) : [];
  return (
    <div className="oc-column oc-gap-sm">
      <Facts
        facts={[
          [
            t('portal.facts.carnet'),
            <>
              <Ltr mono>
                <strong>{carnet.number}</strong>
              </Ltr>{' '}
              · {t('portal.facts.id')} <Ltr mono>{carnet.carnet_id}</Ltr>
            </>,
          ],
          [t('portal.facts.holder'), carnet.holder ? <bdi>{carnet.holder.name}</bdi> : null],
          [t('portal.facts.valid_until'), carnet.valid_until ? <Validity until={carnet.valid_until} /> : null],
          [
            t('portal.facts.declared'),
            <>
              {t('portal.facts.items_pieces', {items: declaration.goods.length, pieces})}
              <br />
              <Ltr mono>{shortened(declaration.goods_ranges)}</Ltr>
            </>,
          ],
        ]}
      />
      {special.lines.length ? (
        <ul className="summary-lines">
          {special.lines.map((line, i) => (
            <li key={i}>
              {t(`portal.special.${line.list}`)}:{' '}
              <Ltr mono>{line.declared ? line.declared.map((each) => each.item).join(', ') : line.items}</Ltr> ·{' '}
              {line.action ? t(`action.${line.action}`) : t('portal.special.to_check')}
            </li>
          ))}
        </ul>
      ) : null}
      <CorrectionList corrections={declaration.corrections ?? []} />
      {blocked.length ? (
        <p className="blocked">
          {t('portal.goods.would_be_refused')} {blocked.map((each) => each.detail).join(' ')}
        </p>
      ) : null}
      <ol className="summary-goods" aria-label={t('portal.goods.caption_declared')}>
        {declaration.goods.slice(0, most).map((each) => (
          <li key={each.item} value={each.item}>
            <span>
              <bdi>{values.get(each.item)?.description}</bdi>
            </span>
            <span className="oc-soft">
              {t('portal.commit.pieces', {pieces: each.pieces, shown: format.number(each.pieces)})}
            </span>
          </li>
        ))}
      </ol>
      {declaration.goods.length > most ? (
        <p className="oc-soft">{t('portal.commit.more_goods', {count: declaration.goods.length - most})}</p>
      ) : null}
    </div>
  );
}
