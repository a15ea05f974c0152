// Step 5: done. The code that proves it, the paper for who wants one, and the next in the queue.
import {useFormat, useText} from '@opencarnet/i18n';
import {Button, Card, CodeGroups, Facts, Fold, Ltr, Notice, OutsideLink} from '@opencarnet/ui';
import {Suspense, lazy, useEffect, useRef} from 'react';
import {useNavigate} from 'react-router';

import {Title} from '../shared/title';
import {PlacesSummary} from '../carnet/places_summary';
import {CorrectionList} from '../goods/correction_list';
import {StateNotice} from '../check/state_notice';
import {ActionBar} from '../shared/action_bar';
import {useCrossing} from '../shared/transaction_frame';
import {TypeBadge} from '../shared/type_badge';
import {receiptAddress} from '../transactions/receipt_address';
import {CancelForm} from './cancel_form';

const VerificationQr = lazy(() => import('./verification_qr').then((m) => ({default: m.VerificationQr})));

export function ReceiptPage() {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const {opened, draft, change, declarationId, refresh} = useCrossing();
  const next = useRef<HTMLDivElement>(null);
  const {committed} = draft;
  // Without the answer of this tab's commit (another officer's, or an older one) what history tells is shown.
  const transactions =
    committed?.transactions ?? opened.history.filter((each) => each.declaration_id === declarationId);
  const last = transactions.at(-1);
  const places = committed?.places ?? opened.places;
  const cancelled = last?.cancelled;
  useEffect(() => {
    next.current?.querySelector('button')?.focus();
    window.scrollTo(0, 0);
  }, [cancelled]);

  const actions = (
    <ActionBar>
      {last ? (
        <span className="oc-button oc-large print-link">
          <OutsideLink href={receiptAddress(last.transaction_id)}>{t('portal.receipt.print')}</OutsideLink>
        </span>
      ) : null}
      <div ref={next}>
        <Button large kind="main" onPress={() => void navigate('/transaction')}>
          {t('portal.receipt.new')}
        </Button>
      </div>
    </ActionBar>
  );
  if (!last) {
    return (
      <>
        <Title quiet>{t('portal.receipt.title')}</Title>
        <StateNotice />
        <Notice kind="info" title={t('portal.receipt.nothing')}>
          {t('portal.receipt.nothing_next')}
        </Notice>
        {actions}
      </>
    );
  }
  return (
    <>
      <div className="crossing-head">
        <Title quiet>{t('portal.receipt.title')}</Title>
        <TypeBadge type={last.type} territory={last.territory} />
      </div>
      {last.cancelled ? (
        <Notice kind="warning" title={t('portal.receipt.cancelled')}>
          {t('portal.receipt.cancelled_next')}
        </Notice>
      ) : (
        <Notice kind="good" title={t('portal.receipt.committed', {at: format.instant(last.committed_at)})}>
          {last.late ? t('portal.receipt.late') : null}
        </Notice>
      )}
      <div className="receipt">
        {committed && !last.cancelled ? (
          <Card tone="green" label={t('portal.receipt.verification')}>
            <p>{t('portal.receipt.verification')}</p>
            <CodeGroups code={committed.verification_code} large label={t('portal.receipt.verification')} />
            <Suspense fallback={<div className="receipt-qr" />}>
              <VerificationQr text={committed.verification_qr} />
            </Suspense>
            <p className="oc-soft oc-small">{t('portal.receipt.verification_hint')}</p>
          </Card>
        ) : null}
        <div className="oc-column oc-gap-md">
          <Card label={t('portal.receipt.facts')}>
            <Facts
              facts={[
                [
                  t('portal.facts.carnet'),
                  <>
                    <Ltr mono>{opened.carnet.number}</Ltr> · {t('portal.facts.id')}{' '}
                    <Ltr mono>{opened.carnet.carnet_id}</Ltr>
                  </>,
                ],
                [t('portal.scan.office'), <bdi>{last.office}</bdi>],
                [t('portal.scan.officer'), <bdi>{last.officer}</bdi>],
                [t('portal.facts.declared'), <Ltr mono>{last.goods_ranges}</Ltr>],
                [t('portal.receipt.final_date'), last.final_date ? format.day(last.final_date) : null],
                [
                  t('portal.commit.customs_reference'),
                  last.customs_reference ? <Ltr>{last.customs_reference}</Ltr> : null,
                ],
                [t('portal.commit.seals'), last.seals ? <bdi>{last.seals}</bdi> : null],
                [t('portal.commit.remarks'), last.remarks ? <bdi>{last.remarks}</bdi> : null],
                [
                  t('portal.receipt.both'),
                  transactions.length > 1
                    ? transactions.map((each) => t(`transaction_type.${each.type}`)).join(' + ')
                    : null,
                ],
              ]}
            />
            <CorrectionList corrections={last.corrections ?? []} />
          </Card>
          <Card label={t('portal.places.title')}>
            <h2 className="oc-heading">{t('portal.places.title')}</h2>
            <PlacesSummary places={places} list={opened.carnet.general_list ?? []} />
          </Card>
          {last.cancelled ? null : (
            <Fold title={t('portal.cancel.fold')}>
              <CancelForm
                transactionId={last.transaction_id}
                onCancelled={(answer) => {
                  change({
                    committed: committed
                      ? {...committed, transactions: [answer.transaction], places: answer.places}
                      : undefined,
                  });
                  void refresh();
                }}
              />
            </Fold>
          )}
        </div>
      </div>
      {actions}
    </>
  );
}
