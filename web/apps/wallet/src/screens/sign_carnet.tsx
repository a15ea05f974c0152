// The holder signs the carnet, once: first what is signed in words, then, for who wants it, the exact text.
import type {Problem} from '@opencarnet/api';
import {useText} from '@opencarnet/i18n';
import {Button, Card, Column, Fold, Heading, Notice, PageTitle, ProblemPanel, Text, Waiting} from '@opencarnet/ui';
import {useState} from 'react';
import {useParams} from 'react-router';

import {Arrival} from '../parts/arrival';
import {ExactText} from '../parts/exact_text';
import {BackLink, ButtonLink, homeOf} from '../parts/links';
import {refs, useRecord} from '../state/vault_door';
import {signCarnet} from '../state/sign';
import {CarnetFacts, PartyFacts} from './carnet/overview';

export default function SignCarnet() {
  const t = useText();
  const carnetId = Number(useParams()['carnetId']);
  const carnet = useRecord(refs.carnet(carnetId));
  const [problem, setProblem] = useState<Problem>();
  if (!carnet) return <Waiting />;
  const sign = async () => {
    const result = await signCarnet(carnet);
    setProblem(result.ok ? undefined : result.problem);
  };
  const go = (
    <ButtonLink to={`${homeOf(carnetId)}/travels/new`} kind="main">
      {t('wallet.travel.new')}
    </ButtonLink>
  );
  return (
    <Column>
      <BackLink to={homeOf(carnetId)}>{carnet.number}</BackLink>
      <PageTitle>{t('wallet.sign_carnet.title')}</PageTitle>
      {carnet.signed_at ? (
        <Arrival>
          <Notice kind="good" title={t('wallet.sign_carnet.done')} action={go}>
            {t('wallet.sign_carnet.done_next')}
          </Notice>
        </Arrival>
      ) : (
        <Text>{t('wallet.sign_carnet.text')}</Text>
      )}
      <Card tone="green">
        <Column>
          <CarnetFacts carnet={carnet} />
          <Heading>{t('wallet.holder')}</Heading>
          <PartyFacts party={carnet.holder} />
        </Column>
      </Card>
      <ButtonLink to={`${homeOf(carnetId)}/goods`}>{t('wallet.sign_carnet.see_goods')}</ButtonLink>
      {carnet.to_sign ? (
        <Fold title={t('wallet.exact_text')}>
          <ExactText text={carnet.to_sign} />
        </Fold>
      ) : null}
      <ProblemPanel problem={problem} />
      {carnet.signed_at ? null : (
        <Button kind="main" wide large onPress={sign}>
          {t('wallet.sign_carnet.sign')}
        </Button>
      )}
    </Column>
  );
}
