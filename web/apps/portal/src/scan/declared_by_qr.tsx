// What a genuine QR says by itself, without any server.
import type {DeclarationQr} from '@opencarnet/carnet';
import {useFormat, useText} from '@opencarnet/i18n';
import {Facts, Ltr} from '@opencarnet/ui';

import {TypeMark} from '../shared/type_badge';

export function DeclaredByQr({declaration}: {declaration: DeclarationQr}) {
  const t = useText();
  const format = useFormat();
  const {from_territory: from, to_territory: to} = declaration;
  return (
    <Facts
      facts={[
        [t('portal.qr.type'), <TypeMark type={declaration.type} />],
        [
          t('portal.facts.carnet'),
          <>
            <Ltr mono>{declaration.carnet_number}</Ltr> · {t('portal.facts.id')} <Ltr mono>{declaration.carnet_id}</Ltr>
          </>,
        ],
        [t('portal.qr.from_to'), t('portal.qr.way', {from: format.territory(from), to: format.territory(to)})],
        [t('portal.facts.declared'), <Ltr mono>{declaration.goods_ranges}</Ltr>],
        [t('portal.facts.valid_until'), format.day(declaration.valid_until)],
        [t('portal.facts.signed_at'), format.instant(declaration.signed_at)],
      ]}
    />
  );
}
