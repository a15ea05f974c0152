// The QR of a signed declaration, made on this device from what the vault keeps.
import {qrModules} from '@opencarnet/carnet/make_qr';
import {useText} from '@opencarnet/i18n';
import {QrPicture} from '@opencarnet/ui';
import {useMemo} from 'react';

export default function Qr({text}: {text: string}) {
  const t = useText();
  const modules = useMemo(() => qrModules(text), [text]);
  return (
    <div className="ow-qr-sheet" data-testid="qr">
      <QrPicture modules={modules} label={t('wallet.show.qr')} />
    </div>
  );
}
