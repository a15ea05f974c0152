// Scans that wait for the line. Nothing is committed by waiting; each opens as soon as the server answers.
import {useFormat, useText} from '@opencarnet/i18n';
import {Button, Ltr, Notice} from '@opencarnet/ui';

import {TypeMark} from '../shared/type_badge';
import type {Scan} from './use_scan';

export function KeptScans({scan}: {scan: Scan}) {
  const t = useText();
  const format = useFormat();
  const {kept, ready} = scan;
  if (!kept.length) return null;
  const back = kept.some((each) => ready[each.id]);
  return (
    <Notice
      kind={back ? 'good' : 'info'}
      title={t(back ? 'portal.kept.back' : 'portal.kept.title', {count: kept.length})}
    >
      <ul className="kept-scans">
        {kept.map((each) => (
          <li key={each.id}>
            <span>
              {each.declaration ? (
                <>
                  <TypeMark type={each.declaration.type} /> · <Ltr mono>{each.declaration.carnet_number}</Ltr>
                </>
              ) : (
                <Ltr mono>{'carnet' in each.body ? each.body.carnet : '…'}</Ltr>
              )}{' '}
              · {format.time(each.at)}
            </span>
            <span className="oc-row oc-gap-xs">
              <Button kind={ready[each.id] ? 'main' : 'second'} onPress={() => scan.openKept(each)}>
                {t(ready[each.id] ? 'portal.kept.open' : 'ui.try_again')}
              </Button>
              <Button kind="quiet" onPress={() => scan.forget(each.id)}>
                {t('portal.kept.forget')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
