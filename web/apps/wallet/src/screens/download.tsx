// A carnet comes onto this device: by the chamber's QR, or by ID or number and PIN.
import {type Problem, errorAt} from '@opencarnet/api';
import {classifyScan, normaliseCode} from '@opencarnet/carnet';
import {useText} from '@opencarnet/i18n';
import {Button, ChoiceField, Column, Dialog, Notice, PageTitle, ProblemPanel, Text, TextField} from '@opencarnet/ui';
import {type FormEvent, Suspense, lazy, useState} from 'react';
import {useNavigate, useSearchParams} from 'react-router';

import {useDemoWorld} from '../parts/demo';
import {BackLink, homeOf} from '../parts/links';
import {useNeeded} from '../parts/needed';
import {WaitingTime, useWaiting} from '../parts/waiting_time';
import {followAnew} from '../state/live';
import {downloadCarnet} from '../state/sync';

const Scan = lazy(() => import('../parts/scan'));

export default function Download() {
  const t = useText();
  const go = useNavigate();
  const [asked] = useSearchParams();
  const [carnet, setCarnet] = useState(asked.get('carnet') ?? '');
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [scanning, setScanning] = useState(false);
  const [foreign, setForeign] = useState(false);
  const {shown, left} = useWaiting(problem);
  const needed = useNeeded();

  const download = async (which: string, withPin: string) => {
    if (busy || left > 0) return;
    setBusy(true);
    const result = await downloadCarnet(
      which.replace(/\s/g, '').toUpperCase(),
      normaliseCode(withPin, 'carnet_pin') ?? withPin,
    );
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    followAnew();
    await go(homeOf(result.data.carnet_id), {replace: true});
  };
  const scanned = (text: string) => {
    const found = classifyScan(text);
    setForeign(found.kind !== 'download');
    if (found.kind !== 'download') return;
    setScanning(false);
    setCarnet(String(found.carnet_id));
    setPin(found.pin);
    void download(String(found.carnet_id), found.pin);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (needed.check({carnet, pin})) void download(carnet, pin);
  };
  return (
    <Column>
      <BackLink to="/">{t('wallet.carnets')}</BackLink>
      <PageTitle>{t('wallet.add_carnet')}</PageTitle>
      <Text>{t('wallet.download.text')}</Text>
      <Button large wide onPress={() => setScanning(true)}>
        {t('wallet.download.scan')}
      </Button>
      <form onSubmit={submit}>
        <Column>
          <DemoCarnets
            chosen={carnet}
            onChoose={(id, itsPin) => {
              setCarnet(id);
              setPin(itsPin);
            }}
          />
          <ProblemPanel
            problem={shown}
            action={<WaitingTime seconds={left} />}
            fieldLabels={{carnet: t('wallet.download.carnet'), pin: t('wallet.download.pin')}}
          />
          <TextField
            name="carnet"
            label={t('wallet.download.carnet')}
            hint={t('wallet.download.carnet_hint')}
            value={carnet}
            onChange={setCarnet}
            error={needed.errorOf('carnet', carnet) ?? errorAt(problem, '/carnet')}
            code
            required
          />
          <TextField
            name="pin"
            label={t('wallet.download.pin')}
            hint={t('wallet.download.pin_hint')}
            value={pin}
            onChange={setPin}
            error={needed.errorOf('pin', pin) ?? errorAt(problem, '/pin')}
            code
            required
          />
          <Button kind="main" submit wide large busy={busy} disabled={left > 0}>
            {t('wallet.download.go')}
          </Button>
        </Column>
      </form>
      <Dialog open={scanning} title={t('wallet.download.scan')} onClose={() => setScanning(false)}>
        <Suspense fallback={null}>
          <Scan onText={scanned} what={t('wallet.download.scan_hint')} />
        </Suspense>
        <div aria-live="assertive">
          {foreign ? (
            <Notice kind="warning" title={t('wallet.scan.foreign')}>
              {t('wallet.download.foreign_next')}
            </Notice>
          ) : null}
        </div>
      </Dialog>
    </Column>
  );
}

function DemoCarnets({chosen, onChoose}: {chosen: string; onChoose: (id: string, pin: string) => void}) {
  const t = useText();
  const demo = useDemoWorld();
  if (!demo?.carnets.length) return null;
  const take = (id: string) => {
    const carnet = demo.carnets.find((each) => String(each.carnet_id) === id);
    if (carnet) onChoose(id, carnet.pin);
  };
  return (
    <ChoiceField
      name="demo_carnet"
      label={t('wallet.demo.carnet')}
      hint={t('wallet.demo.hint')}
      placeholder={t('wallet.demo.choose')}
      value={demo.carnets.some((each) => String(each.carnet_id) === chosen) ? chosen : ''}
      onChange={take}
      options={demo.carnets.map((each) => ({
        value: String(each.carnet_id),
        label: `${each.number} · ${each.story.replaceAll('_', ' ')}`,
      }))}
    />
  );
}
