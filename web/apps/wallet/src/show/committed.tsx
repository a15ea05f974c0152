// After the commit: what customs recorded, and the check that it is genuine.
import {type Problem, asked, errorAt} from '@opencarnet/api';
import {wallet} from '@opencarnet/api/wallet';
import {classifyScan, codeProblem, groupCode, normaliseCode} from '@opencarnet/carnet';
import {useFormat, useText} from '@opencarnet/i18n';
import {Button, Column, Dialog, Facts, Ltr, Notice, ProblemPanel, Row, Text, TextField} from '@opencarnet/ui';
import {type FormEvent, Suspense, lazy, useState} from 'react';

import {Corrections, GoodsNames} from '../parts/counterfoil';
import {Ranges} from '../parts/words';
import type {Carnet, Counterfoil, Declaration} from '../state/kinds';
import {call} from '../state/session';
import {refs, useRecord} from '../state/vault_door';
import {CancellationCode} from './cancellation_code';

const Scan = lazy(() => import('../parts/scan'));

export function Committed({carnet, declaration}: {carnet: Carnet; declaration: Declaration}) {
  const t = useText();
  const format = useFormat();
  const codes = useRecord(refs.codes(declaration.declaration_id));
  const {transaction} = declaration;
  return (
    <Column>
      <div className="ow-committed" data-testid="committed">
        <svg viewBox="0 0 48 48" aria-hidden="true">
          <circle cx="24" cy="24" r="22" />
          <path d="m14 25 7 7 14-15" />
        </svg>
        <div>
          <strong>{t('wallet.show.now_committed')}</strong>
          {transaction ? (
            <div>
              <bdi>{transaction.office}</bdi>
              <br />
              {format.instant(transaction.committed_at)}
            </div>
          ) : null}
        </div>
      </div>
      {transaction?.final_date ? (
        <div className="ow-final-date">
          <span>{t('wallet.show.final_date')}</span> <strong>{format.day(transaction.final_date)}</strong>
        </div>
      ) : null}
      {transaction ? (
        <Column gap="sm">
          <Facts facts={[[t('wallet.fact.goods'), <Ranges key="g" ranges={transaction.goods_ranges} />]]} />
          <GoodsNames ranges={transaction.goods_ranges} list={carnet.general_list} />
        </Column>
      ) : null}
      <Corrections corrections={transaction?.corrections ?? declaration.corrections} />
      <Verification declaration={declaration} />
      {codes ? <CancellationCode code={codes.cancellation_code} /> : null}
    </Column>
  );
}

/** X16: the code that customs gave, typed or scanned, proves that the ledger holds this very transaction. */
function Verification({declaration}: {declaration: Declaration}) {
  const t = useText();
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [verified, setVerified] = useState<Counterfoil>();
  const [scanning, setScanning] = useState(false);
  const [busy, setBusy] = useState(false);
  const check = async (given: string) => {
    const mistake = codeProblem(given, 'verification');
    setWrong(mistake ? t('wallet.verify.not_a_code') : undefined);
    if (mistake || busy) return;
    setBusy(true);
    const params = {path: {declaration_id: declaration.declaration_id}};
    const body = {verification_code: normaliseCode(given, 'verification') ?? given};
    const result = await call(() => asked(wallet.POST('/declarations/{declaration_id}/verification', {params, body})));
    setBusy(false);
    setProblem(result.ok ? undefined : result.problem);
    setVerified(result.ok ? result.data.transaction : undefined);
  };
  const scanned = (text: string) => {
    const found = classifyScan(text);
    if (found.kind !== 'verification') return setWrong(t('wallet.verify.foreign'));
    setScanning(false);
    setCode(groupCode(found.verification_code));
    void check(found.verification_code);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check(code);
  };
  return (
    <section aria-label={t('wallet.verify.title')}>
      {verified ? (
        <Notice kind="good" title={t('wallet.verify.genuine')}>
          {t.rich('wallet.verify.genuine_text', {
            type: t(`transaction_type.${verified.type}`),
            office: <bdi>{verified.office}</bdi>,
            code: (
              <span className="ow-whole">
                <Ltr mono>{groupCode(normaliseCode(code, 'verification') ?? code)}</Ltr>
              </span>
            ),
          })}
        </Notice>
      ) : (
        <form onSubmit={submit}>
          <Column gap="sm">
            <Text soft>{t('wallet.verify.text')}</Text>
            <TextField
              name="verification_code"
              label={t('wallet.verify.code')}
              value={code}
              onChange={setCode}
              code
              error={wrong ?? errorAt(problem, '/verification_code')}
            />
            <ProblemPanel problem={problem} />
            <Row>
              <Button submit busy={busy}>
                {t('wallet.verify.check')}
              </Button>
              <Button onPress={() => setScanning(true)}>{t('wallet.verify.scan')}</Button>
            </Row>
          </Column>
        </form>
      )}
      <Dialog open={scanning} title={t('wallet.verify.scan')} onClose={() => setScanning(false)}>
        <Suspense fallback={null}>
          <Scan onText={scanned} what={t('wallet.verify.scan_hint')} />
        </Suspense>
        <div aria-live="assertive">{wrong ? <Notice kind="warning">{wrong}</Notice> : null}</div>
      </Dialog>
    </section>
  );
}
