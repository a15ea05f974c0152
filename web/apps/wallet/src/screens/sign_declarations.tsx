// Signing what a travel declares, step by step or all that is shown here at once.
import type {Problem} from '@opencarnet/api';
import {useFormat, useText} from '@opencarnet/i18n';
import {
  Button,
  Card,
  Column,
  Empty,
  Facts,
  Fold,
  Heading,
  Notice,
  PageTitle,
  ProblemPanel,
  Row,
  Text,
  Waiting,
} from '@opencarnet/ui';
import {useState} from 'react';
import {useParams} from 'react-router';

import {Arrival} from '../parts/arrival';
import {GoodsNames, rangesOf} from '../parts/counterfoil';
import {ExactText} from '../parts/exact_text';
import {BackLink, ButtonLink, showAt, travelAt} from '../parts/links';
import {DeclarationState, Ranges, Way, toneOf, useTravelName} from '../parts/words';
import type {Carnet, Declaration, Travel} from '../state/kinds';
import {signDeclaration} from '../state/sign';
import {refreshHeld, refreshTravels} from '../state/sync';
import {refs, useRecord} from '../state/vault_door';
import {saidIn} from '../travel/said';

const signable = (it: Declaration) => it.state === 'prepared' && it.medium !== 'paper' && it.to_sign !== undefined;

export default function SignDeclarations() {
  const t = useText();
  const params = useParams();
  const carnetId = Number(params['carnetId']);
  const carnet = useRecord(refs.carnet(carnetId));
  const travel = useRecord(refs.travels(carnetId))?.travels.find((each) => each.travel_id === params['travelId']);
  if (!carnet || !travel) return <Waiting />;
  return (
    <Column>
      <BackLink to={travelAt(carnetId, travel.travel_id)}>{t('wallet.travel.back')}</BackLink>
      <Content carnet={carnet} travel={travel} />
    </Column>
  );
}

function Content({carnet, travel}: {carnet: Carnet; travel: Travel}) {
  const t = useText();
  const name = useTravelName();
  const [problem, setProblem] = useState<Problem>();
  const open = travel.declarations.filter(signable);
  const sign = async (declarations: Declaration[]) => {
    setProblem(undefined);
    for (const declaration of declarations) {
      const result = await signDeclaration(declaration);
      if (!result.ok) {
        setProblem(result.problem);
        break;
      }
    }
    await refreshTravels(carnet.carnet_id);
    void refreshHeld();
  };
  const firstSigned = travel.declarations.find((each) => each.state === 'signed');
  const show = firstSigned ? (
    <ButtonLink to={showAt(carnet.carnet_id, travel.travel_id, firstSigned.declaration_id)} kind="main">
      {t('wallet.show.go')}
    </ButtonLink>
  ) : undefined;
  return (
    <>
      <PageTitle>{t('wallet.sign.title')}</PageTitle>
      <Text>
        <strong>
          <bdi>{name(travel)}</bdi>
        </strong>
        {' · '}
        <Way travel={travel} />
      </Text>
      <div aria-live="polite">
        {open.length === 0 && firstSigned ? (
          <Arrival>
            <Notice kind="good" title={t('wallet.sign.done')} action={show}>
              {t('wallet.sign.done_next')}
            </Notice>
          </Arrival>
        ) : null}
      </div>
      {open.length === 0 && !firstSigned ? (
        <Empty title={t('wallet.sign.nothing')} hint={t('wallet.sign.nothing_hint')} />
      ) : null}
      {open.length > 0 ? <Text>{t('wallet.sign.text')}</Text> : null}
      <ProblemPanel problem={problem} />
      {travel.declarations
        .filter((each) => each.state !== 'committed')
        .map((declaration) => (
          <Statement
            key={declaration.declaration_id}
            carnet={carnet}
            declaration={declaration}
            onSign={open.length > 1 ? () => sign([declaration]) : undefined}
          />
        ))}
      {open.length > 0 ? (
        <Button kind="main" wide large onPress={() => sign(open)}>
          {t('wallet.sign.all', {declarations: open.length})}
        </Button>
      ) : null}
    </>
  );
}

/** In words, from the very text that is signed. */
function Statement(props: {carnet: Carnet; declaration: Declaration; onSign: (() => Promise<void>) | undefined}) {
  const {carnet, declaration, onSign} = props;
  const t = useText();
  const format = useFormat();
  const said = saidIn(declaration.to_sign);
  const list = carnet.general_list;
  const goods = said ? rangesOf(said.goods, list) : '';
  const countryName = (code: string | undefined) => (code ? format.country(code) : undefined);
  return (
    <Card tone={toneOf(declaration.type)}>
      <Column gap="sm">
        <Row apart align="start">
          <div>
            <Heading>{t(`transaction_type.${declaration.type}`)}</Heading>
            <Text soft>{t('wallet.customs_of', {country: format.country(declaration.country)})}</Text>
          </div>
          {declaration.medium === 'paper' ? null : <DeclarationState state={declaration.state} />}
        </Row>
        {declaration.medium === 'paper' ? <Text>{t('wallet.paper_here')}</Text> : null}
        {said ? (
          <>
            <Facts
              facts={[
                [t('wallet.fact.goods'), goods && <Ranges key="g" ranges={goods} />],
                [t('wallet.travel.from_country'), countryName(said.from_country)],
                [t('wallet.travel.to_country'), countryName(said.to_country)],
                [t('wallet.travel.place'), said.place],
                [
                  t('wallet.travel.mode_of_transport'),
                  said.mode_of_transport && t(`mode_of_transport.${said.mode_of_transport}`),
                ],
                [t('wallet.travel.transport_details'), said.transport_details],
                [t('wallet.travel.packaging'), said.packaging],
                [t('wallet.travel.supporting_documents'), said.supporting_documents],
                ...(['not_re_exported', 'not_produced', 'not_re_imported', 'processed_abroad'] as const).map(
                  (name): [string, React.ReactNode] => [
                    t(`wallet.special.${name}`),
                    said[name] ? <Ranges ranges={rangesOf(said[name], list)} /> : undefined,
                  ],
                ),
              ]}
            />
            <GoodsNames ranges={goods} list={list} />
            <Fold title={t('wallet.exact_text')}>
              <ExactText text={declaration.to_sign!} />
            </Fold>
          </>
        ) : null}
        {onSign && signable(declaration) ? <Button onPress={onSign}>{t('wallet.sign.this')}</Button> : null}
      </Column>
    </Card>
  );
}
