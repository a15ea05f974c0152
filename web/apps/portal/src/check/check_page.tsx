// Step 2: is this the carnet, is it valid, and what is about to be done with it.
import {useFormat, useText} from '@opencarnet/i18n';
import {Button, Card, Fold} from '@opencarnet/ui';
import {useState} from 'react';

import {Title} from '../shared/title';
import {TransactionTable} from '../carnet/history_list';
import {Timeline} from '../carnet/timeline';
import {ActionBar} from '../shared/action_bar';
import {useCrossing} from '../shared/transaction_frame';
import {TypeBadge} from '../shared/type_badge';
import {CarnetFacts} from './carnet_facts';
import {GeneralList} from './general_list';
import {RejectDialog} from './reject_dialog';
import {StateNotice} from './state_notice';
import {Warnings} from './warnings';

export function CheckPage() {
  const t = useText();
  const format = useFormat();
  const {opened, go} = useCrossing();
  const [rejecting, reject] = useState(false);
  const {declaration, carnet, history, places} = opened;
  const open = declaration.state === 'signed';
  const list = carnet.general_list ?? [];
  return (
    <>
      <div className="crossing-head">
        <Title>{t('portal.check.title')}</Title>
        <TypeBadge type={declaration.type} territory={declaration.territory} />
      </div>
      <StateNotice />
      {open ? <Warnings warnings={opened.warnings} /> : null}
      <Card>
        <CarnetFacts carnet={carnet} declaration={declaration} />
      </Card>
      <Fold title={t('portal.check.general_list', {count: list.length})}>
        <GeneralList list={list} currency={carnet.currency ?? ''} name="general_list" />
      </Fold>
      <Fold title={t('portal.check.history', {count: history.length})}>
        <Timeline transactions={history} places={places} home={carnet.home_territory} validUntil={carnet.valid_until} />
        <TransactionTable transactions={history} caption={t('portal.history.caption')} />
      </Fold>
      <Fold title={t('portal.check.box_p', {count: carnet.territories?.length ?? 0})}>
        <ul className="box-p">
          {(carnet.territories ?? []).map((territory) => (
            <li key={territory} className={territory === declaration.territory ? 'box-p-here' : undefined}>
              {format.territory(territory)}
            </li>
          ))}
        </ul>
      </Fold>
      <ActionBar onBack={() => go('scan')}>
        {open ? (
          <>
            <Button large kind="danger" onPress={() => reject(true)}>
              {t('portal.check.reject')}
            </Button>
            <Button large kind="main" onPress={() => go('goods')}>
              {t('portal.check.next')}
            </Button>
          </>
        ) : null}
      </ActionBar>
      <RejectDialog open={rejecting} onClose={() => reject(false)} />
    </>
  );
}
