// Step 1: three ways in, one result. The field of the hand scanner has the focus whenever nothing else wants it.
import {useText} from '@opencarnet/i18n';
import {Button, Card, Heading, Waiting} from '@opencarnet/ui';
import {Suspense, lazy, useEffect, useState} from 'react';

import {Title} from '../shared/title';
import {LastTransactions} from '../transactions/last_transactions';
import {Stepper} from '../shared/transaction_frame';
import {HandScanner} from './hand_scanner';
import {KeptScans} from './kept_scans';
import {OfficerAndOffice} from './officer_and_office';
import {refreshKeys} from './qr_keys';
import {ScanOutcome} from './scan_outcome';
import {TypedCode} from './typed_code';
import {useScan} from './use_scan';

const Camera = lazy(() => import('./camera').then((m) => ({default: m.Camera})));
const rememberCamera = 'camera-on';
const whenQuiet = 700;

/** Keys and camera come while the line is there, so that a QR is read and judged without it. */
function useScannerAtHand(): void {
  useEffect(() => {
    void refreshKeys();
    const fetchIt = () => {
      void import('./camera').catch(() => undefined);
      void import('@opencarnet/carnet/scanner').then((scanner) => scanner.keepScannerAtHand()).catch(() => undefined);
    };
    const timer = setTimeout(fetchIt, whenQuiet);
    return () => clearTimeout(timer);
  }, []);
}

export function ScanPage() {
  const t = useText();
  const scan = useScan();
  useScannerAtHand();
  const [filming, film] = useState(() => localStorage.getItem(rememberCamera) === 'yes');
  const switchCamera = (on: boolean) => {
    localStorage.setItem(rememberCamera, on ? 'yes' : 'no');
    film(on);
  };
  return (
    <div className="crossing">
      <Stepper current={0} />
      <div className="crossing-head">
        <Title quiet>{t('portal.scan.title')}</Title>
        <OfficerAndOffice />
      </div>
      <ScanOutcome scan={scan} />
      <KeptScans scan={scan} />
      <div className="scan-ways">
        <Card label={t('portal.scan.scanner')}>
          <HandScanner onText={(text) => void scan.scanned(text)} working={scan.found.state === 'working'} />
          {filming ? (
            <Suspense fallback={<Waiting />}>
              <Camera onText={(text) => void scan.scanned(text)} onStop={() => switchCamera(false)} />
            </Suspense>
          ) : (
            <div className="camera-off">
              <svg viewBox="0 0 64 48" aria-hidden="true">
                <path d="M6 14V6h8M50 6h8v8M58 34v8h-8M14 42H6v-8" />
                <path d="M20 14h8v8h-8zM36 14h8v8h-8zM20 28h8v6h-8zM36 28h3M44 28v6h-5" />
              </svg>
              <Button large onPress={() => switchCamera(true)}>
                {t('portal.scan.camera_start')}
              </Button>
            </div>
          )}
        </Card>
        <Card label={t('portal.scan.typed')}>
          <Heading>{t('portal.scan.typed')}</Heading>
          <TypedCode scan={scan} />
        </Card>
      </div>
      <LastTransactions />
    </div>
  );
}
