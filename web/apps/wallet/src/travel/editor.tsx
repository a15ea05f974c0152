// The editor of a travel. Saved in stages; what is typed and not saved stays in the vault.
import {type Problem, errorAt} from '@opencarnet/api';
import {useFormat, useText} from '@opencarnet/i18n';
import {
  AreaField,
  Button,
  Column,
  Fold,
  Grid,
  Notice,
  PageTitle,
  PickOne,
  ProblemPanel,
  Row,
  Text,
  TextField,
} from '@opencarnet/ui';
import {useRef, useState} from 'react';
import {useLocation, useNavigate} from 'react-router';

import {ButtonLink, travelAt} from '../parts/links';
import {useNeeded} from '../parts/needed';
import {SetsLeft} from '../parts/words';
import type {Carnet, Countries, Travel, TravelsOf} from '../state/kinds';
import {call} from '../state/session';
import {refreshTravels} from '../state/sync';
import {refs} from '../state/vault_door';
import {Conflict, nameOf} from './conflict';
import {CountryField} from './country_field';
import {useDraftKeeper} from './draft';
import {
  type Draft,
  type FieldName,
  type TravelForm,
  contentOf,
  differences,
  fieldsWithMistakes,
  formOf,
  goodsFields,
  specialLists,
  textFields,
} from './form';
import {GoodsField} from './goods_field';
import {type SaveIntent, intentFor} from './intent';
import {saveTravel} from './save_travel';
import {Transits} from './transits';

interface Props {
  carnet: Carnet;
  kept: TravelsOf | null;
  countries: Countries | null;
  travel: Travel | undefined;
  begin: TravelForm;
  draft: Draft | null;
}

export function TravelEditor({carnet, kept, countries, travel, begin, draft}: Props) {
  const t = useText();
  const format = useFormat();
  const go = useNavigate();
  const list = carnet.general_list;
  const restored = draft !== null && differences(draft.form, begin).length > 0;
  const [form, setForm] = useState(restored ? draft.form : begin);
  const [showRestored, setShowRestored] = useState(restored);
  const [version, setVersion] = useState(restored && draft.version ? draft.version : travel?.version);
  const [problem, setProblem] = useState<Problem>();
  const [newer, setNewer] = useState<Travel>();
  const arrivedSaved = useLocation().state === 'saved'; // the first save moved to the travel's own address
  const [saved, setSaved] = useState(arrivedSaved);
  const needed = useNeeded();
  const intent = useRef<SaveIntent>(undefined);
  const keeper = useDraftKeeper(refs.draft(carnet.carnet_id, travel?.travel_id ?? 'new'));

  const change = (part: Partial<TravelForm>) => {
    const next = {...form, ...part};
    setForm(next);
    setSaved(false);
    keeper.keep({form: next, typed_at: new Date().toISOString(), ...(version && {version})});
  };
  const startAgain = async () => {
    await keeper.drop();
    setForm(begin);
    setVersion(travel?.version);
    setShowRestored(false);
  };
  const save = async (onVersion = version) => {
    if (!needed.check({from_country: form.from_country, to_country: form.to_country})) return;
    const wrong = fieldsWithMistakes(form, list)[0];
    if (wrong) return document.getElementById(`field-${wrong}`)?.focus();
    const content = contentOf(form);
    intent.current = intentFor(content, onVersion, intent.current);
    const result = await saveTravel(
      {carnetId: carnet.carnet_id, travelId: travel?.travel_id, version: onVersion},
      content,
      intent.current,
    );
    if (!result.ok) return refused(result.problem);
    await keeper.drop();
    setProblem(undefined);
    setNewer(undefined);
    setVersion(result.data.version);
    setShowRestored(false);
    setSaved(true);
    if (result.data.complete) await go(travelAt(carnet.carnet_id, result.data.travel_id), {replace: true});
    else if (!travel)
      await go(`${travelAt(carnet.carnet_id, result.data.travel_id)}/edit`, {replace: true, state: 'saved'});
  };
  /** T6: the newer version is fetched and shown beside what was typed. */
  const refused = async (why: Problem) => {
    if (why.status !== 412 || !travel) return setProblem(why);
    const fresh = await refreshTravels(carnet.carnet_id, call);
    const now = fresh.ok ? fresh.data.travels.find((each) => each.travel_id === travel.travel_id) : undefined;
    if (now) setNewer(now);
    else setProblem(why);
  };
  const takeNewer = async () => {
    if (!newer) return;
    await keeper.drop();
    setForm(formOf(newer, list));
    setVersion(newer.version);
    setNewer(undefined);
    setProblem(undefined);
  };

  const territoryOf = (code: string) => countries?.countries.find((each) => each.country === code)?.territory;
  const wanted = specialLists(carnet.home_territory, territoryOf(form.from_country), territoryOf(form.to_country));
  // A list that already says something stays in sight whatever the countries are.
  const special = goodsFields.filter((name) => name !== 'goods' && (wanted.includes(name) || form[name].text !== ''));
  const labels = Object.fromEntries(
    [...textFields, 'transits' as const, ...goodsFields].map((name) => [name, nameOf(name, t)]),
  );
  const text = (name: (typeof textFields)[number]) => ({
    name,
    label: t(`wallet.travel.${name}`),
    value: form[name],
    error: needed.errorOf(name, form[name]) ?? errorAt(problem, `/${name}`),
    onChange: (value: string) => change({[name]: value}),
  });
  const goodsOf = (name: (typeof goodsFields)[number]) => ({
    name,
    carnet,
    places: kept?.places ?? [],
    choice: form[name],
    error: errorAt(problem, `/${name}`),
    onChange: (choice: TravelForm['goods']) => change({[name]: choice}),
  });
  const mistakes = fieldsWithMistakes(form, list);
  const savedNotice = (
    <Notice kind="good" title={t('wallet.travel.saved')}>
      {t('wallet.travel.saved_next')}
    </Notice>
  );
  return (
    <Column gap="lg">
      <PageTitle>{t(travel ? 'wallet.travel.edit' : 'wallet.travel.new')}</PageTitle>
      {saved && arrivedSaved ? savedNotice : null}
      {showRestored && draft ? (
        <Notice
          title={t('wallet.travel.restored', {time: format.instant(draft.typed_at)})}
          action={<Button onPress={startAgain}>{t('wallet.travel.discard')}</Button>}
        >
          {t('wallet.travel.restored_next')}
        </Notice>
      ) : null}
      {kept ? <SetsLeft sets={kept.sets_left} /> : null}
      {travel?.declarations.some((each) => each.state === 'signed') ? (
        <Notice kind="warning" title={t('wallet.travel.signed_before')}>
          {t('wallet.travel.signed_before_next')}
        </Notice>
      ) : null}
      <Column>
        <Grid>
          <CountryField {...text('from_country')} countries={countries} carnet={carnet} required />
          <CountryField {...text('to_country')} countries={countries} carnet={carnet} required />
        </Grid>
        <OnPaper countries={countries} codes={[form.from_country, form.to_country, ...form.transits]} />
        <TextField {...text('place')} hint={t('wallet.travel.place_hint')} maxLength={200} />
        <Transits
          transits={form.transits}
          onChange={(transits) => change({transits})}
          countries={countries}
          carnet={carnet}
          error={errorAt(problem, '/transits')}
        />
      </Column>
      <GoodsField {...goodsOf('goods')} open={list.length <= 30} />
      {special.length > 0 ? (
        <Fold title={t('wallet.special.title')} open={special.some((name) => form[name].text !== '')}>
          <Column>
            <Text soft>{t('wallet.special.about')}</Text>
            {special.map((name) => (
              <GoodsField key={name} {...goodsOf(name)} />
            ))}
            <AreaField
              {...text('supporting_documents')}
              hint={t('wallet.travel.supporting_documents_hint')}
              rows={2}
              maxLength={1000}
            />
          </Column>
        </Fold>
      ) : null}
      <Column>
        <PickOne
          {...text('mode_of_transport')}
          options={(['land', 'air', 'sea'] as const).map((mode) => ({
            value: mode,
            label: t(`mode_of_transport.${mode}`),
          }))}
        />
        <TextField {...text('transport_details')} hint={t('wallet.travel.transport_details_hint')} maxLength={500} />
        <AreaField {...text('packaging')} hint={t('wallet.travel.packaging_hint')} rows={2} maxLength={1000} />
        <TextField {...text('nickname')} hint={t('wallet.travel.nickname_hint')} maxLength={100} />
        <AreaField {...text('comment')} rows={2} maxLength={2000} />
      </Column>
      <ProblemPanel problem={problem} fieldLabels={labels} />
      {mistakes.length > 0 ? (
        <Notice kind="warning">
          {t('wallet.goods.mistakes_block', {
            fields: format.list(mistakes.map((name: FieldName) => nameOf(name, t))),
          })}
        </Notice>
      ) : null}
      <div aria-live="polite">{saved && !arrivedSaved ? savedNotice : null}</div>
      <Row>
        <Button kind="main" large onPress={() => save()}>
          {t('wallet.travel.save')}
        </Button>
        {travel ? (
          <ButtonLink to={travelAt(carnet.carnet_id, travel.travel_id)} large>
            {t('wallet.travel.look')}
          </ButtonLink>
        ) : null}
      </Row>
      <Text soft small>
        {t('wallet.travel.save_hint')}
      </Text>
      {newer ? (
        <Conflict
          mine={form}
          newer={formOf(newer, list)}
          onMine={async () => void (await save(newer.version))}
          onNewer={() => void takeNewer()}
          onClose={() => setNewer(undefined)}
        />
      ) : null}
    </Column>
  );
}

function OnPaper({countries, codes}: {countries: Countries | null; codes: string[]}) {
  const t = useText();
  const format = useFormat();
  const paper = codes.filter(
    (code, i) =>
      codes.indexOf(code) === i && countries?.countries.find((each) => each.country === code)?.medium === 'paper',
  );
  if (paper.length === 0) return null;
  return (
    <Notice kind="warning" title={t('wallet.travel.on_paper', {countries: format.list(paper.map(format.country))})}>
      {t('wallet.paper_here')}
    </Notice>
  );
}
