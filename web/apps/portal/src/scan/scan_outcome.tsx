// What came of the last scan, said at once and with what to do next.
import {useText} from '@opencarnet/i18n';
import {Notice, ProblemPanel} from '@opencarnet/ui';

import {DeclaredByQr} from './declared_by_qr';
import type {Scan} from './use_scan';

export function ScanOutcome({scan}: {scan: Scan}) {
  const t = useText();
  const {found} = scan;
  if (found.state === 'idle') return null;
  if (found.state === 'not_ours') {
    return (
      <Notice kind="problem" title={t(`portal.qr.${found.why}`)} onClose={scan.clear}>
        <p className="oc-next">{t(`portal.qr.${found.why}_next`)}</p>
      </Notice>
    );
  }
  if (found.state === 'refused') {
    const labels = {
      carnet: t('portal.scan.carnet'),
      transaction_code: t('portal.scan.code'),
      office_id: t('portal.scan.office'),
    };
    return <ProblemPanel problem={found.problem} fieldLabels={labels} />;
  }
  const {declaration} = found;
  if (found.state === 'working') {
    return declaration ? (
      <Notice kind="good" title={t('portal.qr.genuine')}>
        <DeclaredByQr declaration={declaration} />
      </Notice>
    ) : (
      <Notice title={t('portal.scan.asking')} />
    );
  }
  return (
    <Notice kind="warning" title={t(declaration ? 'portal.qr.genuine_away' : 'portal.qr.away')} onClose={scan.clear}>
      {declaration ? <DeclaredByQr declaration={declaration} /> : null}
      <p className="oc-next">{t('portal.qr.away_next')}</p>
    </Notice>
  );
}
