// Signed in or not, and which address shows which screen.
import {type Problem, asked, settings} from '@opencarnet/api';
import {identity} from '@opencarnet/api/identity';
import {type Language, LanguageProvider} from '@opencarnet/i18n';
import {Kit, LanguageChoice, ProblemPanel, Waiting} from '@opencarnet/ui';
import {QueryClientProvider} from '@tanstack/react-query';
import {Suspense, lazy, useCallback, useEffect, useState} from 'react';
import {BrowserRouter, Navigate, Route, Routes} from 'react-router';
import {load} from 'virtual:messages';

import {queryClient} from './data/queries';
import type {Session} from './data/types';
import {Brand} from './frame/brand';
import {Frame} from './frame/frame';
import {ScanPage} from './scan/scan_page';
import {SessionProvider} from './session/session';
import {SignIn} from './session/sign_in';
import {CatchFaults} from './shared/catch_faults';
import {TransactionFrame} from './shared/transaction_frame';

import './frame/frame.css';
import './shared/lists.css';
import './carnet/timeline.css';
import './shared/crossing.css';
import './scan/scan.css';
import './goods/goods.css';
import './commit/commit.css';

const CheckPage = lazy(() => import('./check/check_page').then((m) => ({default: m.CheckPage})));
const GoodsPage = lazy(() => import('./goods/goods_page').then((m) => ({default: m.GoodsPage})));
const CommitPage = lazy(() => import('./commit/commit_page').then((m) => ({default: m.CommitPage})));
const ReceiptPage = lazy(() => import('./receipt/receipt_page').then((m) => ({default: m.ReceiptPage})));
const TransactionsPage = lazy(() =>
  import('./transactions/transactions_page').then((m) => ({default: m.TransactionsPage})),
);
const CarnetPage = lazy(() => import('./carnet/carnet_page').then((m) => ({default: m.CarnetPage})));

const speak = (language: Language) => {
  settings.language = language;
};

export function App() {
  return (
    <LanguageProvider load={load} onChange={speak}>
      <Kit>
        <CatchFaults>
          <Door />
        </CatchFaults>
      </Kit>
    </LanguageProvider>
  );
}

const lookAgainAfter = 5000;

/** Asks who is signed in here; silence of the server is said, and asked again until it answers. */
function Door() {
  const [session, setSession] = useState<Session>();
  const [problem, setProblem] = useState<Problem>();
  const [known, setKnown] = useState(false);
  const look = useCallback(async () => {
    const result = await asked(identity.GET('/sessions/current'));
    setProblem(undefined);
    if (result.ok && result.data.role !== 'holder') setSession(result.data);
    else if (!result.ok && result.problem.status !== 401) {
      setProblem(result.problem);
      return;
    }
    setKnown(true);
  }, []);
  useEffect(() => {
    let over = false;
    void Promise.resolve().then(() => (over ? undefined : look())); // once, also where effects run twice
    return () => {
      over = true;
    };
  }, [look]);

  useEffect(() => {
    if (!problem) return;
    const timer = setInterval(() => void look(), lookAgainAfter);
    return () => clearInterval(timer);
  }, [problem, look]);

  if (problem) {
    return (
      <div className="portal-door">
        <header className="portal-bar">
          <Brand />
          <LanguageChoice />
        </header>
        <main className="portal-door-main">
          <ProblemPanel problem={problem} onRetry={() => void look()} />
        </main>
      </div>
    );
  }
  if (!known) return null; // a blink
  if (!session) return <SignIn onSignedIn={setSession} />;
  return (
    <QueryClientProvider client={queryClient}>
      <SessionProvider session={session} onChange={setSession}>
        <BrowserRouter>
          <Screens />
        </BrowserRouter>
      </SessionProvider>
    </QueryClientProvider>
  );
}

function Screens() {
  return (
    <Suspense fallback={<Waiting />}>
      <Routes>
        <Route element={<Frame />}>
          <Route path="/transaction" element={<ScanPage />} />
          <Route path="/transaction/:declarationId" element={<TransactionFrame />}>
            <Route index element={<Navigate to="check" replace />} />
            <Route path="check" element={<CheckPage />} />
            <Route path="goods" element={<GoodsPage />} />
            <Route path="commit" element={<CommitPage />} />
            <Route path="receipt" element={<ReceiptPage />} />
          </Route>
          <Route path="/transactions" element={<TransactionsPage />} />
          <Route path="/carnets/:carnetId" element={<CarnetPage />} />
          <Route path="*" element={<Navigate to="/transaction" replace />} />
        </Route>
      </Routes>
    </Suspense>
  );
}
