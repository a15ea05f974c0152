// Somebody saved a newer version meanwhile (T6): both are shown where they differ, and the person takes one.
import {useFormat, useText} from '@opencarnet/i18n';
import {Button, Column, Dialog, Row, Table, Text} from '@opencarnet/ui';
import type {ReactNode} from 'react';

import {type FieldName, type TravelForm, differences, goodsFields} from './form';

interface Props {
  mine: TravelForm;
  newer: TravelForm;
  onMine: () => Promise<void>;
  onNewer: () => void;
  onClose: () => void;
}

export function Conflict({mine, newer, onMine, onNewer, onClose}: Props) {
  const t = useText();
  const say = useSaid();
  return (
    <Dialog open title={t('wallet.conflict.title')} onClose={onClose}>
      <Column>
        <Text>{t('wallet.conflict.text')}</Text>
        <Table
          caption={t('wallet.conflict.title')}
          hideCaption
          rows={differences(mine, newer)}
          rowKey={(name) => name}
          columns={[
            {key: 'field', label: t('wallet.conflict.field'), cell: (name) => <strong>{nameOf(name, t)}</strong>},
            {key: 'mine', label: t('wallet.conflict.mine'), cell: (name) => say(mine, name)},
            {key: 'newer', label: t('wallet.conflict.newer'), cell: (name) => say(newer, name)},
          ]}
        />
        <Row>
          <Button kind="main" onPress={onMine}>
            {t('wallet.conflict.take_mine')}
          </Button>
          <Button onPress={onNewer}>{t('wallet.conflict.take_newer')}</Button>
        </Row>
      </Column>
    </Dialog>
  );
}

const isGoods = (name: FieldName): name is (typeof goodsFields)[number] =>
  (goodsFields as readonly string[]).includes(name);

export function nameOf(name: FieldName, t: ReturnType<typeof useText>): string {
  return isGoods(name) ? t(`wallet.special.${name}`) : t(`wallet.travel.${name}`);
}

function useSaid(): (form: TravelForm, name: FieldName) => ReactNode {
  const t = useText();
  const format = useFormat();
  return (form, name) => {
    if (name === 'transits') return format.list(form.transits.map(format.country)) || '–';
    if (isGoods(name)) return <bdi dir="ltr">{form[name].text || '–'}</bdi>;
    const value = form[name];
    if (!value) return '–';
    if (name === 'from_country' || name === 'to_country') return format.country(value);
    return name === 'mode_of_transport' ? t(`mode_of_transport.${value as 'air'}`) : <bdi>{value}</bdi>;
  };
}
