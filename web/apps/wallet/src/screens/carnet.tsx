// One carnet, behind four tabs: what it is, its goods, its travels, its life.
import {useText} from '@opencarnet/i18n';
import {Column, Empty, Ltr, PageTitle, Tabs, Text, Waiting} from '@opencarnet/ui';
import {Suspense, lazy, useEffect} from 'react';
import {useNavigate, useParams} from 'react-router';

import {BackLink, ButtonLink, homeOf} from '../parts/links';
import {NextStepLink} from '../parts/next_step';
import {CarnetState} from '../parts/words';
import type {Carnet} from '../state/kinds';
import {refreshAllOf} from '../state/sync';
import {refs, useRecord} from '../state/vault_door';
import {Overview} from './carnet/overview';

const GeneralList = lazy(() => import('./carnet/general_list'));
const Travels = lazy(() => import('./carnet/travels'));
const HistoryTab = lazy(() => import('./carnet/history'));

export default function CarnetPage() {
  const t = useText();
  const go = useNavigate();
  const params = useParams();
  const carnetId = Number(params['carnetId']);
  const tab = ['overview', 'goods', 'travels', 'history'].find((key) => key === params['tab']) ?? 'overview';
  const carnet = useRecord(refs.carnet(carnetId));
  const held = useRecord(refs.held)?.carnets.find((each) => each.carnet_id === carnetId);
  useEffect(() => void refreshAllOf(carnetId), [carnetId]);
  const back = <BackLink to="/">{t('wallet.carnets')}</BackLink>;
  if (carnet === undefined) return <Waiting />;
  if (carnet === null) {
    return (
      <Column>
        {back}
        <NotHere carnetId={carnetId} />
      </Column>
    );
  }
  const tabs = [
    {key: 'overview', label: t('wallet.tab.overview'), content: () => <Overview carnet={carnet} held={held} />},
    {key: 'goods', label: t('wallet.tab.goods'), content: () => <GeneralList carnet={carnet} />},
    {key: 'travels', label: t('wallet.tab.travels'), content: () => <Travels carnet={carnet} />},
    {key: 'history', label: t('wallet.tab.history'), content: () => <HistoryTab carnet={carnet} />},
  ].map((each) => ({...each, content: () => <Suspense fallback={<Waiting />}>{each.content()}</Suspense>}));
  return (
    <Column>
      {back}
      <CarnetTitle carnet={carnet} state={held?.state ?? carnet.state} />
      {held && tab === 'overview' ? <NextStepLink carnet={held} /> : null}
      <Tabs
        tabs={tabs}
        active={tab}
        label={t('wallet.tabs')}
        onChange={(key) =>
          void go(key === 'overview' ? homeOf(carnetId) : `${homeOf(carnetId)}/${key}`, {replace: true})
        }
      />
    </Column>
  );
}

function CarnetTitle({carnet, state}: {carnet: Carnet; state: Carnet['state']}) {
  const t = useText();
  return (
    <div>
      <div className="ow-head">
        <PageTitle>
          <Ltr mono>{carnet.number}</Ltr>
        </PageTitle>
        <CarnetState state={state} />
      </div>
      <Text soft>
        {t.rich('wallet.type_and_id', {type: t(`carnet_type.${carnet.type}`), id: <Ltr>{carnet.carnet_id}</Ltr>})}
      </Text>
    </div>
  );
}

function NotHere({carnetId}: {carnetId: number}) {
  const t = useText();
  const action = (
    <ButtonLink to={`/download?carnet=${carnetId}`} kind="main">
      {t('wallet.next.download_here')}
    </ButtonLink>
  );
  return (
    <>
      <PageTitle>
        <Ltr>{carnetId}</Ltr>
      </PageTitle>
      <Empty title={t('wallet.not_on_this_device')} hint={t('wallet.not_on_this_device_hint')} action={action} />
    </>
  );
}
