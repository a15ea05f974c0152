// What stands around every screen: the carnet's green cover above, what the app has to say, and the password dialog.
import {useText} from '@opencarnet/i18n';
import {Button, Emblem, LanguageChoice, Notice} from '@opencarnet/ui';
import {type ReactNode, Suspense, lazy, useEffect} from 'react';
import {Link, NavLink, useLocation, useNavigationType} from 'react-router';

import {defaultLockMinutes, watchIdleness} from '../state/auto_lock';
import {followEvents, stopFollowing} from '../state/live';
import {call, connection} from '../state/session';
import {useStore} from '../state/store';
import {refreshAll, refreshHeld} from '../state/sync';
import {takeUpdate, updates} from '../state/updates';
import {peek, read, refs, vault} from '../state/vault_door';

const PasswordDialog = lazy(() => import('./password_dialog'));

export function Frame({children}: {children: ReactNode}) {
  const t = useText();
  useWhileOpen();
  useTopOfNewScreens();
  return (
    <>
      <a className="ow-skip" href="#main">
        {t('wallet.to_content')}
      </a>
      <header className="ow-cover">
        <div className="ow-cover-inner">
          <Link to="/" className="ow-brand">
            <Emblem /> <span className="ow-brand-name">OpenCarnet</span>
          </Link>
          <nav aria-label={t('wallet.navigation')} className="ow-nav">
            <NavLink to="/" end>
              {t('wallet.carnets')}
            </NavLink>
            <NavLink to="/settings">{t('wallet.settings')}</NavLink>
            <button type="button" onClick={() => vault().lock()}>
              {t('wallet.lock')}
            </button>
          </nav>
        </div>
      </header>
      <main id="main" className="ow-main">
        <Announcements />
        {children}
      </main>
      <Password />
    </>
  );
}

/** The frame of a closed wallet: nothing but the emblem, the language and one thing to do. */
export function Threshold({children}: {children: ReactNode}) {
  return (
    <div className="ow-threshold">
      <header className="ow-cover ow-cover-tall">
        <div className="ow-cover-inner">
          <span className="ow-brand">
            <Emblem /> <span>OpenCarnet</span>
          </span>
          <LanguageChoice />
        </div>
      </header>
      <main id="main" className="ow-main ow-narrow">
        {children}
      </main>
    </div>
  );
}

/** A screen that one goes to begins at its top; one that one comes back to stays where it was. */
function useTopOfNewScreens(): void {
  const {pathname} = useLocation();
  const how = useNavigationType();
  useEffect(() => {
    if (how !== 'POP') scrollTo(0, 0);
  }, [pathname, how]);
}

/** Runs as long as the wallet is open: the idle lock, the live line, a refresh when the app comes back to the front. */
function useWhileOpen(): void {
  useEffect(() => {
    void read(refs.settings);
    const stopWatching = watchIdleness(() => peek(refs.settings)?.lock_after_minutes ?? defaultLockMinutes);
    followEvents();
    // What is shown at a counter is in memory before it is asked for.
    const soon = setTimeout(() => void import('../screens/show'), 1500);
    const back = () => {
      if (document.visibilityState === 'visible') void refreshAll();
    };
    const online = () => void refreshAll();
    document.addEventListener('visibilitychange', back);
    addEventListener('online', online);
    return () => {
      stopWatching();
      clearTimeout(soon);
      stopFollowing();
      document.removeEventListener('visibilitychange', back);
      removeEventListener('online', online);
    };
  }, []);
}

function Announcements() {
  const t = useText();
  const away = useStore(connection, (it) => it.away);
  const ended = useStore(connection, (it) => it.ended && !it.asking);
  const waiting = useStore(updates, (it) => it.waiting);
  const showing = useLocation().pathname.includes('/show/'); // there the code is what matters: few words above it
  const signInAgain = async () => {
    const result = await refreshHeld(call);
    if (result.ok) followEvents();
  };
  return (
    <div className="ow-announcements">
      {away ? (
        <Notice kind="warning" title={t('wallet.away')}>
          {showing ? undefined : t('wallet.away_next')}
        </Notice>
      ) : null}
      {ended && !away ? (
        <Notice
          kind="info"
          title={t('wallet.session_ended')}
          action={<Button onPress={signInAgain}>{t('wallet.sign_in')}</Button>}
        >
          {t('wallet.session_ended_next')}
        </Notice>
      ) : null}
      {waiting ? (
        <Notice
          kind="info"
          title={t('wallet.update')}
          action={<Button onPress={takeUpdate}>{t('wallet.update_now')}</Button>}
        >
          {t('wallet.update_next')}
        </Notice>
      ) : null}
    </div>
  );
}

function Password() {
  const asking = useStore(connection, (it) => it.asking);
  return asking ? (
    <Suspense fallback={null}>
      <PasswordDialog />
    </Suspense>
  ) : null;
}
