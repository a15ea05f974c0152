// For a holder without network: the wallet reads this QR to see that it was committed.
import {qrModules} from '@opencarnet/carnet/make_qr';
import {useText} from '@opencarnet/i18n';
import {QrPicture} from '@opencarnet/ui';
import {useMemo} from 'react';

export function VerificationQr({text}: {text: string}) {
  const t = useText();
  const modules = useMemo(() => qrModules(text), [text]);
  return (
    <div className="receipt-qr">
      <QrPicture modules={modules} label={t('portal.receipt.qr')} />
    </div>
  );
}
