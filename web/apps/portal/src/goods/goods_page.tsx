// Step 3: are these the goods. Reading comes first; marks and corrections open on demand (X15).
import {type Problem, newIdempotencyKey} from '@opencarnet/api';
import {customs} from '@opencarnet/api/customs';
import {useLanguage, useText} from '@opencarnet/i18n';
import {Button, Notice, ProblemPanel} from '@opencarnet/ui';
import {useMemo, useRef, useState} from 'react';

import {Title} from '../shared/title';
import {StateNotice} from '../check/state_notice';
import {declarationKey, queryClient} from '../data/queries';
import {useAsk} from '../session/session';
import {ActionBar} from '../shared/action_bar';
import {useCrossing} from '../shared/transaction_frame';
import {TypeBadge} from '../shared/type_badge';
import {CorrectionFields} from './correction_fields';
import {CorrectionList} from './correction_list';
import {GoodsTable} from './goods_table';
import {correctionOf, entriesOf, goodsOfRanges, selectionOf} from './goods_edit';
import {SpecialLists} from './special_lists';
import {useSpecialLines} from './use_special_lines';

export function GoodsPage() {
  const t = useText();
  const ask = useAsk();
  const {language} = useLanguage();
  const {opened, etag, draft, change, refresh, go, declarationId} = useCrossing();
  const {declaration, carnet} = opened;
  const list = useMemo(() => carnet.general_list ?? [], [carnet.general_list]);
  const open = declaration.state === 'signed';
  const correction = correctionOf(draft, declaration);
  const touched = draft.goods !== undefined || draft.marks !== undefined || correction !== undefined;
  const [editing, edit] = useState(touched);
  const [problem, setProblem] = useState<Problem>();
  const [newer, setNewer] = useState(false);
  const [emptied, setEmptied] = useState(false);
  const intent = useRef({key: '', body: ''});

  const signed = useMemo(
    () => ({...goodsOfRanges(declaration.signed_goods_ranges ?? '', list), ...selectionOf(declaration.goods)}),
    [declaration.signed_goods_ranges, declaration.goods, list],
  );
  const selection = draft.goods ?? selectionOf(declaration.goods);
  const special = useSpecialLines();

  const next = async () => {
    setProblem(undefined);
    setEmptied(false);
    setNewer(false);
    if (draft.goods && !entriesOf(draft.goods).length) {
      setEmptied(true);
      return;
    }
    if (!special.check()) return;
    if (!correction) {
      go('commit');
      return;
    }
    const body = JSON.stringify(correction);
    if (intent.current.body !== body + etag) intent.current = {key: newIdempotencyKey(), body: body + etag};
    const header = {'Idempotency-Key': intent.current.key, ...(etag ? {'If-Match': etag} : {})};
    const params = {path: {declaration_id: declarationId}, header};
    const result = await ask(() => customs.PATCH('/declarations/{declaration_id}', {params, body: correction}));
    if (result.ok) {
      queryClient.setQueryData(declarationKey(declarationId, language), {opened: result.data, etag: result.etag});
      change({
        goods: undefined,
        marks: undefined,
        transport_details: undefined,
        packaging: undefined,
        mode_of_transport: undefined,
        remarks: undefined,
      });
      setNewer(false);
      go('commit');
      return;
    }
    if (result.problem.status === 412) {
      await refresh();
      setNewer(true);
    }
    setProblem(result.problem);
  };
  const undo = () => {
    change({
      goods: undefined,
      marks: undefined,
      transport_details: undefined,
      packaging: undefined,
      mode_of_transport: undefined,
      remarks: undefined,
    });
    setNewer(false);
    setProblem(undefined);
    edit(false);
  };
  return (
    <>
      <div className="crossing-head">
        <Title>{t('portal.goods.title')}</Title>
        <div className="crossing-head-end">
          {open ? (
            <Button onPress={() => (editing ? undo() : edit(true))}>
              {t(!editing ? 'portal.goods.correct' : touched ? 'portal.goods.undo' : 'portal.goods.close')}
            </Button>
          ) : null}
          <TypeBadge type={declaration.type} territory={declaration.territory} />
        </div>
      </div>
      <StateNotice />
      {opened.warnings.some((each) => each.blocks) && open ? (
        <Notice kind="problem" title={t('portal.goods.would_be_refused')}>
          {opened.warnings
            .filter((each) => each.blocks)
            .map((each) => each.detail)
            .join(' ')}
        </Notice>
      ) : null}
      {newer ? (
        <Notice kind="warning" title={t('portal.goods.newer')}>
          {t('portal.goods.newer_next')}
        </Notice>
      ) : null}
      {emptied ? (
        <Notice kind="problem" title={t('portal.goods.emptied')}>
          {t('portal.goods.emptied_next')}
        </Notice>
      ) : null}
      <ProblemPanel problem={newer ? undefined : problem} onRetry={() => void next()} />
      <CorrectionList corrections={declaration.corrections ?? []} />
      <GoodsTable
        list={list}
        currency={carnet.currency ?? ''}
        signed={signed}
        selection={selection}
        declaration={declaration}
        editing={editing && open}
        draft={draft}
        change={change}
      />
      {editing && open ? (
        <CorrectionFields declaration={declaration} draft={draft} change={change} newer={newer} />
      ) : null}
      {open ? <SpecialLists special={special} /> : null}
      <ActionBar onBack={() => go('check')}>
        {open ? (
          <Button large kind="main" onPress={next}>
            {t(correction ? 'portal.goods.save_and_next' : 'portal.goods.next')}
          </Button>
        ) : null}
      </ActionBar>
    </>
  );
}
