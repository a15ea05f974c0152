// Steps 2 to 5 of a transaction: the stepper, the declaration they all read, and what each step hands to the next.
import {useText} from '@opencarnet/i18n';
import {ProblemPanel, Steps, Waiting} from '@opencarnet/ui';
import {Suspense, useEffect, useState} from 'react';
import {Link, Outlet, useLocation, useNavigate, useOutletContext, useParams} from 'react-router';

import {type CrossingDraft, noDraft} from '../data/crossing_draft';
import {useDraft} from '../data/drafts';
import {useDeclaration} from '../data/queries';
import type {Opened} from '../data/types';

export const stepNames = ['scan', 'check', 'goods', 'commit', 'receipt'] as const;
type StepName = (typeof stepNames)[number];

export interface Crossing {
  declarationId: string;
  opened: Opened;
  etag: string | undefined;
  draft: CrossingDraft;
  change: (part: Partial<CrossingDraft>) => void;
  /** Reads the newest state from the server; answers when it is there. */
  refresh: () => Promise<unknown>;
  go: (step: StepName) => void;
  /** Where the buttons of a step stand. */
  foot: HTMLElement | null;
}
export const useCrossing = (): Crossing => useOutletContext<Crossing>();

/** The five steps; those done can be gone back to until the commit. */
export function Stepper({current, onGo}: {current: number; onGo?: (step: number) => void}) {
  const t = useText();
  const names = stepNames.map((name) => t(`portal.step.${name}`));
  return <Steps label={t('portal.step.label')} steps={names} current={current} {...(onGo ? {onGo} : {})} />;
}

export function TransactionFrame() {
  const t = useText();
  const {declarationId = ''} = useParams();
  const query = useDeclaration(declarationId);
  const {draft, change} = useDraft<CrossingDraft>(`crossing:${declarationId}`, noDraft);
  const navigate = useNavigate();
  const {pathname} = useLocation();
  const step = stepNames.findIndex((name) => pathname.endsWith(`/${name}`));
  const go = (name: StepName) =>
    void navigate(name === 'scan' ? '/transaction' : `/transaction/${declarationId}/${name}`);
  // Step by step the page begins at its top, as a new page would.
  const [foot, setFoot] = useState<HTMLElement | null>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [pathname]);
  useEffect(prefetchSteps, []);

  const done = step === 4;
  return (
    <div className="crossing">
      <Stepper current={step} {...(done ? {} : {onGo: (to: number) => go(stepNames[to] ?? 'scan')})} />
      <div className="crossing-body">
        {query.data ? (
          <Suspense fallback={<Waiting />}>
            <Outlet
              context={
                {
                  declarationId,
                  draft,
                  change,
                  go,
                  foot,
                  opened: query.data.opened,
                  etag: query.data.etag,
                  refresh: query.refetch,
                } satisfies Crossing
              }
            />
          </Suspense>
        ) : query.error ? (
          <ProblemPanel
            problem={query.error}
            onRetry={() => void query.refetch()}
            action={
              <Link className="oc-link" to="/transaction">
                {t('portal.step.back_to_scan')}
              </Link>
            }
          />
        ) : (
          <Waiting />
        )}
      </div>
      <div className="action-bar" ref={setFoot} />
    </div>
  );
}

/** The screens of the next steps come while the officer reads this one. */
function prefetchSteps() {
  void import('../check/check_page');
  void import('../goods/goods_page');
  void import('../commit/commit_page');
  void import('../receipt/receipt_page');
}
