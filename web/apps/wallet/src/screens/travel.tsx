// One travel: where it goes with what, and its declarations with what each needs next.
import type {Problem} from '@opencarnet/api';
import {useFormat, useText} from '@opencarnet/i18n';
import {
  Button,
  Card,
  Column,
  Dialog,
  Empty,
  Facts,
  Heading,
  Notice,
  PageTitle,
  ProblemPanel,
  Row,
  State,
  Text,
  Waiting,
} from '@opencarnet/ui';
import {useEffect, useState} from 'react';
import {useNavigate, useParams} from 'react-router';

import {GoodsNames} from '../parts/counterfoil';
import {BackLink, ButtonLink, homeOf, showAt, travelAt} from '../parts/links';
import {DeclarationState, Ranges, Way, toneOf, useTravelName} from '../parts/words';
import type {Carnet, Declaration, Travel} from '../state/kinds';
import {refreshTravels} from '../state/sync';
import {refs, remove, useRecord} from '../state/vault_door';
import {goodsFields} from '../travel/form';
import {deleteTravel} from '../travel/save_travel';
import {rangesOf} from '../parts/counterfoil';

export default function TravelPage() {
  const t = useText();
  const params = useParams();
  const carnetId = Number(params['carnetId']);
  const carnet = useRecord(refs.carnet(carnetId));
  const kept = useRecord(refs.travels(carnetId));
  const travel = kept?.travels.find((each) => each.travel_id === params['travelId']);
  useEffect(() => void refreshTravels(carnetId), [carnetId]);
  const back = <BackLink to={`${homeOf(carnetId)}/travels`}>{t('wallet.tab.travels')}</BackLink>;
  if (!carnet || kept === undefined) return <Waiting />;
  return (
    <Column>
      {back}
      {travel ? (
        <Content carnet={carnet} travel={travel} />
      ) : (
        <Empty title={t('wallet.travel.gone')} hint={t('wallet.travel.gone_hint')} />
      )}
    </Column>
  );
}

function Content({carnet, travel}: {carnet: Carnet; travel: Travel}) {
  const t = useText();
  const name = useTravelName();
  const unsigned = travel.declarations.filter((each) => each.state === 'prepared' && each.medium !== 'paper');
  const edit = `${travelAt(carnet.carnet_id, travel.travel_id)}/edit`;
  const committed = travel.declarations.filter((each) => each.state === 'committed');
  const begun = committed.length > 0; // what customs committed can be neither deleted nor, all of it, changed (T3)
  const finished = begun && committed.length === travel.declarations.length;
  return (
    <Column gap="lg">
      <div>
        <PageTitle>
          <bdi>{name(travel)}</bdi>
        </PageTitle>
        <Text>
          <Way travel={travel} />
        </Text>
      </div>
      {travel.complete ? null : (
        <Notice
          kind="warning"
          title={t('wallet.travel.incomplete')}
          action={
            <ButtonLink to={edit} kind="main">
              {t('wallet.travel.finish')}
            </ButtonLink>
          }
        >
          {t('wallet.travel.incomplete_next')}
        </Notice>
      )}
      {unsigned.length > 0 ? (
        <ButtonLink to={`${travelAt(carnet.carnet_id, travel.travel_id)}/sign`} kind="main" wide large>
          {t('wallet.travel.sign', {declarations: unsigned.length})}
        </ButtonLink>
      ) : null}
      <section aria-label={t('wallet.travel.declarations')}>
        <Column gap="sm">
          <Heading>{t('wallet.travel.declarations')}</Heading>
          {travel.declarations.length === 0 ? <Text soft>{t('wallet.travel.no_declarations')}</Text> : null}
          {travel.declarations.map((declaration) => (
            <DeclarationCard key={declaration.declaration_id} travel={travel} declaration={declaration} />
          ))}
        </Column>
      </section>
      <TravelFacts carnet={carnet} travel={travel} />
      <Row>
        {finished ? null : <ButtonLink to={edit}>{t('wallet.travel.edit')}</ButtonLink>}
        {begun ? null : <Deletion travel={travel} />}
      </Row>
    </Column>
  );
}

function DeclarationCard({travel, declaration}: {travel: Travel; declaration: Declaration}) {
  const t = useText();
  const format = useFormat();
  const {carnet_id: id, travel_id: travelId} = travel;
  const paper = declaration.medium === 'paper';
  return (
    <Card tone={declaration.state === 'rejected' ? 'red' : toneOf(declaration.type)}>
      <Column gap="sm">
        <Row apart align="start">
          <div>
            <Heading level={3}>{t(`transaction_type.${declaration.type}`)}</Heading>
            <Text soft>{t('wallet.customs_of', {country: format.country(declaration.country)})}</Text>
          </div>
          {paper ? <State>{t('medium.paper')}</State> : <DeclarationState state={declaration.state} />}
        </Row>
        {paper && declaration.state !== 'committed' ? <Text>{t('wallet.paper_here')}</Text> : null}
        {declaration.state === 'rejected' ? <Text>{t('wallet.rejected_next')}</Text> : null}
        {declaration.state === 'committed' && declaration.transaction ? (
          <Text>
            {t.rich('wallet.committed_at', {
              office: <bdi>{declaration.transaction.office}</bdi>,
              time: format.instant(declaration.transaction.committed_at),
            })}
          </Text>
        ) : null}
        {!paper && declaration.state === 'signed' ? (
          <ButtonLink to={showAt(id, travelId, declaration.declaration_id)} kind="main" wide>
            {t('wallet.show.go')}
          </ButtonLink>
        ) : null}
        {!paper && (declaration.state === 'committed' || declaration.state === 'rejected') ? (
          <ButtonLink to={showAt(id, travelId, declaration.declaration_id)} wide>
            {t('wallet.show.look')}
          </ButtonLink>
        ) : null}
      </Column>
    </Card>
  );
}

function TravelFacts({carnet, travel}: {carnet: Carnet; travel: Travel}) {
  const t = useText();
  const mode = travel.mode_of_transport as 'air' | undefined;
  return (
    <section aria-label={t('wallet.travel.what')}>
      <Column gap="sm">
        <Heading>{t('wallet.travel.what')}</Heading>
        <Card>
          <Facts
            facts={[
              [t('wallet.travel.place'), travel.place],
              [t('wallet.travel.mode_of_transport'), mode && t(`mode_of_transport.${mode}`)],
              [t('wallet.travel.transport_details'), travel.transport_details],
              [t('wallet.travel.packaging'), travel.packaging],
              [t('wallet.travel.comment'), travel.comment],
              [t('wallet.travel.supporting_documents'), travel.supporting_documents],
              ...goodsFields.map((name): [string, React.ReactNode] => [
                t(`wallet.special.${name}`),
                travel[name]?.length ? <Ranges ranges={rangesOf(travel[name], carnet.general_list)} /> : undefined,
              ]),
            ]}
          />
          <GoodsNames ranges={travel.goods_ranges ?? ''} list={carnet.general_list} />
        </Card>
      </Column>
    </section>
  );
}

function Deletion({travel}: {travel: Travel}) {
  const t = useText();
  const go = useNavigate();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const erase = async () => {
    const result = await deleteTravel(travel.travel_id);
    if (!result.ok && result.problem.status !== 404) return setProblem(result.problem);
    await remove(refs.draft(travel.carnet_id, travel.travel_id));
    await refreshTravels(travel.carnet_id);
    await go(`${homeOf(travel.carnet_id)}/travels`, {replace: true});
  };
  return (
    <>
      <Button kind="danger" onPress={() => setAsking(true)}>
        {t('wallet.travel.delete')}
      </Button>
      <Dialog open={asking} title={t('wallet.travel.delete_question')} onClose={() => setAsking(false)}>
        <Column>
          <Text>{t('wallet.travel.delete_text')}</Text>
          <ProblemPanel problem={problem} />
          <Row>
            <Button kind="danger" onPress={erase}>
              {t('wallet.travel.delete')}
            </Button>
            <Button onPress={() => setAsking(false)}>{t('ui.cancel')}</Button>
          </Row>
        </Column>
      </Dialog>
    </>
  );
}
