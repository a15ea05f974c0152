// Countries on the way, in their order.
import {useFormat, useText} from '@opencarnet/i18n';
import {Button, Column, IconButton, Row} from '@opencarnet/ui';

import type {Carnet, Countries} from '../state/kinds';
import {CountryField} from './country_field';

interface Props {
  transits: string[];
  onChange: (transits: string[]) => void;
  countries: Countries | null | undefined;
  carnet: Carnet;
  error: string | undefined;
}

export function Transits({transits, onChange, countries, carnet, error}: Props) {
  const t = useText();
  const {country} = useFormat();
  const swap = (i: number) =>
    onChange(transits.map((code, at) => (at === i ? transits[i + 1]! : at === i + 1 ? transits[i]! : code)));
  return (
    <fieldset className="oc-pick ow-transits" id="field-transits" tabIndex={-1}>
      <legend>{t('wallet.travel.transits')}</legend>
      <div className="oc-hint">{t('wallet.travel.transits_hint')}</div>
      <Column gap="sm">
        {transits.map((code, i) => (
          <div key={i} className="ow-transit">
            <CountryField
              name={`transit_${i}`}
              label={t('wallet.travel.transit', {number: i + 1})}
              value={code}
              countries={countries}
              carnet={carnet}
              onChange={(to) => onChange(transits.map((each, at) => (at === i ? to : each)))}
            />
            <Row gap="xs">
              <IconButton
                label={t('wallet.travel.transit_up', {country: code ? country(code) : ''})}
                disabled={i === 0}
                onPress={() => swap(i - 1)}
              >
                ↑
              </IconButton>
              <IconButton
                label={t('wallet.travel.transit_down', {country: code ? country(code) : ''})}
                disabled={i === transits.length - 1}
                onPress={() => swap(i)}
              >
                ↓
              </IconButton>
              <IconButton
                label={t('wallet.travel.transit_remove', {country: code ? country(code) : ''})}
                onPress={() => onChange(transits.filter((_, at) => at !== i))}
              >
                ×
              </IconButton>
            </Row>
          </div>
        ))}
        {error ? <div className="oc-error">{error}</div> : null}
        <Row>
          <Button onPress={() => onChange([...transits, ''])} disabled={transits.length >= 20}>
            {t('wallet.travel.transit_add')}
          </Button>
        </Row>
      </Column>
    </fieldset>
  );
}
