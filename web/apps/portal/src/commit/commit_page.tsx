// Step 4: what this type asks for, what will be written, and the one press.
import {useFormat, useText} from '@opencarnet/i18n';
import {Button, Card, CheckField, Notice, ProblemPanel} from '@opencarnet/ui';
import {useState} from 'react';
import {Link} from 'react-router';

import {Title} from '../shared/title';
import {StateNotice} from '../check/state_notice';
import {needsPaperEvidence} from '../check/warnings';
import type {Step} from '../data/types';
import {useSpecialLines} from '../goods/use_special_lines';
import {useSession} from '../session/session';
import {ActionBar} from '../shared/action_bar';
import {useCrossing} from '../shared/transaction_frame';
import {TypeBadge} from '../shared/type_badge';
import {commitBody} from './commit_fields';
import {CommitSummary} from './commit_summary';
import {OfficerFields} from './officer_fields';
import {useCommit} from './use_commit';

const looks: Record<Step, 'main' | 'second'> = {commit: 'main', export: 'main', exit: 'second'};

export function CommitPage() {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const {opened, draft, change, go} = useCrossing();
  const special = useSpecialLines();
  const {commit, problem, changed, busy, waiting, retry} = useCommit();
  const [unconfirmed, setUnconfirmed] = useState(false);
  const {declaration, warnings, steps} = opened;
  const open = declaration.state === 'signed';
  const paper = needsPaperEvidence(warnings);
  const office = draft.office ?? session.office ?? '';
  const locked = busy || waiting;
  // X11: by whom and when stands in the notice of the state already.
  const saidAbove = problem?.code === 'declaration_already_committed' && declaration.state === 'committed';

  const press = async (step: Step) => {
    if (paper && !draft.paper_evidence_confirmed) {
      setUnconfirmed(true);
      document.getElementById('field-paper_evidence_confirmed')?.focus();
      return;
    }
    await commit(commitBody(opened, draft, step, special.lists.length ? special.body() : {}));
  };
  return (
    <>
      <div className="crossing-head">
        <Title>{t('portal.commit.title')}</Title>
        <TypeBadge type={declaration.type} territory={declaration.territory} />
      </div>
      <StateNotice />
      {changed ? (
        <Notice kind="warning" title={t('portal.commit.changed')}>
          {t('portal.commit.changed_next')}
        </Notice>
      ) : null}
      {waiting ? (
        <Notice
          kind="warning"
          title={t('portal.commit.waiting')}
          action={<Button onPress={retry}>{t('ui.try_again')}</Button>}
        >
          <p>{t('portal.commit.waiting_next')}</p>
        </Notice>
      ) : (
        <ProblemPanel problem={saidAbove ? undefined : problem} fieldLabels={labelsOf(t)} />
      )}
      <div className="commit-sheet">
        <Card label={t('portal.commit.summary')}>
          <CommitSummary special={special} />
        </Card>
        {open ? (
          <Card label={t('portal.commit.fields')}>
            <fieldset className="plain-fieldset" disabled={locked}>
              {paper ? (
                <div className="paper-evidence">
                  {warnings
                    .filter((each) => each.code === 'paper_evidence_needed')
                    .map((each, i) => (
                      <p key={i}>{each.detail}</p>
                    ))}
                  <CheckField
                    name="paper_evidence_confirmed"
                    label={t('portal.commit.paper')}
                    hint={t('portal.commit.paper_hint')}
                    checked={draft.paper_evidence_confirmed ?? false}
                    onChange={(checked) => change({paper_evidence_confirmed: checked})}
                    error={
                      unconfirmed && !draft.paper_evidence_confirmed ? t('portal.commit.paper_missing') : undefined
                    }
                  />
                </div>
              ) : null}
              <OfficerFields problem={problem} />
            </fieldset>
            <p className="oc-soft oc-small">
              {t('portal.commit.by', {officer: session.display_name, office})}{' '}
              <Link className="oc-link" to="/transaction">
                {t('portal.commit.change_office')}
              </Link>
            </p>
          </Card>
        ) : null}
      </div>
      {steps.includes('exit') ? (
        <p className="oc-soft">{t(steps.includes('export') ? 'portal.commit.two_steps' : 'portal.commit.exit_only')}</p>
      ) : null}
      <ActionBar {...(locked ? {} : {onBack: () => go('goods')})}>
        {open
          ? steps.map((step) => (
              <Button
                key={step}
                large
                kind={steps.length > 1 ? looks[step] : 'main'}
                busy={busy}
                disabled={waiting}
                onPress={() => press(step)}
              >
                {t(`portal.commit.step_${step}`, {type: t(`transaction_type.${declaration.type}`)})}
              </Button>
            ))
          : null}
      </ActionBar>
      <span className="oc-hidden" role="status">
        {busy ? t('portal.commit.sending', {at: format.time(new Date().toISOString())}) : ''}
      </span>
    </>
  );
}

function labelsOf(t: ReturnType<typeof useText>): Record<string, string> {
  return {
    final_date: t('portal.commit.final_date'),
    place_of_use: t('portal.commit.place_of_use'),
    seals: t('portal.commit.seals'),
    seals_intact: t('portal.commit.seals_intact'),
    customs_reference: t('portal.commit.customs_reference'),
    remarks: t('portal.commit.remarks'),
    supporting_documents: t('portal.commit.supporting_documents'),
    goods: t('field.goods'),
    not_re_exported: t('portal.special.not_re_exported'),
    not_produced: t('portal.special.not_produced'),
    not_re_imported: t('portal.special.not_re_imported'),
    processed_abroad: t('portal.special.processed_abroad'),
  };
}
