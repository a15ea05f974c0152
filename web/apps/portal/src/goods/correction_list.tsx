// What officers changed since the holder signed: field, before, after, by whom.
import {useFormat, useText} from '@opencarnet/i18n';
import {Notice} from '@opencarnet/ui';

import type {Declaration} from '../data/types';

export function CorrectionList({corrections}: {corrections: NonNullable<Declaration['corrections']>}) {
  const t = useText();
  const format = useFormat();
  if (!corrections.length) return null;
  return (
    <Notice kind="info" title={t('portal.corrections.title')}>
      <ul>
        {corrections.map((each, i) => {
          const field = `field.${each.field}`;
          const named = (text: string | undefined) => {
            const mode = `mode_of_transport.${text}`;
            return each.field === 'mode_of_transport' && t.has(mode) ? t(mode) : text || t('portal.facts.none');
          };
          return (
            <li key={i}>
              <strong>{t.has(field) ? t(field) : each.field}</strong>:{' '}
              <del>
                <bdi>{named(each.before)}</bdi>
              </del>{' '}
              <ins>
                <bdi>{named(each.after)}</bdi>
              </ins>
              {each.officer ? (
                <span className="oc-small">
                  {' '}
                  · <bdi>{each.officer}</bdi>
                  {each.at ? `, ${format.instant(each.at)}` : null}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
