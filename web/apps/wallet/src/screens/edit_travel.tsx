// Preparing a travel: loads what is there (a saved travel, unsaved typing, or nothing), then hands over to the editor.
import {useLanguage, useText} from '@opencarnet/i18n';
import {Column, Empty, Waiting} from '@opencarnet/ui';
import {useEffect, useState} from 'react';
import {useParams, useSearchParams} from 'react-router';

import {BackLink, homeOf, travelAt} from '../parts/links';
import type {Carnet, Countries, TravelsOf} from '../state/kinds';
import {refreshCountries, refreshTravels} from '../state/sync';
import {read, refs, useRecord} from '../state/vault_door';
import {TravelEditor} from '../travel/editor';
import {type Draft, type TravelForm, emptyForm, formOf} from '../travel/form';
import {chosen} from '../travel/goods_choice';

export default function EditTravel() {
  const t = useText();
  const {language} = useLanguage();
  const params = useParams();
  const carnetId = Number(params['carnetId']);
  const travelId = params['travelId'];
  const [asked] = useSearchParams();
  const carnet = useRecord(refs.carnet(carnetId));
  const kept = useRecord(refs.travels(carnetId));
  const countries = useRecord(refs.countries(language));
  const [draft, setDraft] = useState<Draft | null>();
  const [looked, setLooked] = useState(false);
  useEffect(() => {
    void Promise.all([refreshCountries(language), refreshTravels(carnetId)]).then(() => setLooked(true));
  }, [language, carnetId]);
  useEffect(() => {
    void read(refs.draft(carnetId, travelId ?? 'new')).then((it) => setDraft(it ?? null));
  }, [carnetId, travelId]);
  const allRead = carnet && kept !== undefined && countries !== undefined && draft !== undefined;
  // What is kept here is enough to begin with; what was never here is waited for, unless the server is away.
  if (!allRead || (!looked && (kept === null || countries === null))) return <Waiting />;
  const travel = kept?.travels.find((each) => each.travel_id === travelId);
  const back = travelId ? travelAt(carnetId, travelId) : `${homeOf(carnetId)}/travels`;
  if (travelId && !travel) {
    return (
      <Column>
        <BackLink to={back}>{t('wallet.travel.back')}</BackLink>
        <Empty title={t('wallet.travel.gone')} hint={t('wallet.travel.gone_hint')} />
      </Column>
    );
  }
  const begin = travel
    ? formOf(travel, carnet.general_list)
    : beginning(carnet, kept, countries, asked.get('return') ?? undefined);
  return (
    <Column>
      <BackLink to={back}>{travelId ? t('wallet.travel.back') : t('wallet.tab.travels')}</BackLink>
      <TravelEditor
        key={travelId ?? 'new'}
        carnet={carnet}
        kept={kept}
        countries={countries}
        travel={travel}
        begin={begin}
        draft={draft}
      />
    </Column>
  );
}

/** A new travel starts at home with nothing, or where the goods are abroad with all that is there. */
function beginning(
  carnet: Carnet,
  kept: TravelsOf | null,
  countries: Countries | null,
  from: string | undefined,
): TravelForm {
  const member = countries?.countries.find((each) => each.territory === from);
  if (!from || from === carnet.home_territory || !member) return emptyForm(carnet.country_of_issue);
  const there = kept?.places.filter((place) => place.territory === from && place.place === 'in_territory') ?? [];
  const last = [...(kept?.travels ?? [])]
    .reverse()
    .find((each) =>
      countries?.countries.some((country) => country.country === each.to_country && country.territory === from),
    );
  const goods = there.map(({item, pieces}) => ({item, pieces})).sort((a, b) => a.item - b.item);
  return {
    ...emptyForm(last?.to_country ?? member.country),
    to_country: carnet.country_of_issue,
    goods: chosen(goods, carnet.general_list),
  };
}
