// What stands around every screen: bar, side navigation, main.
import {identity} from '@opencarnet/api/identity';
import {useLanguage, useText} from '@opencarnet/i18n';
import {LanguageChoice} from '@opencarnet/ui';
import {useEffect, useRef, useState} from 'react';
import {NavLink, Outlet} from 'react-router';

import {useOffices} from '../data/queries';
import {useSigned} from '../session/session';
import {Brand} from './brand';
import {OfficeDialog} from './office_dialog';

export function Frame() {
  const t = useText();
  const {session, signOut} = useSigned();
  const [choosing, choose] = useState(false);
  useOffices(); // so that the choice opens at once
  useLanguageOfAccount();
  return (
    <div className="portal">
      <a className="portal-skip" href="#main">
        {t('portal.frame.skip')}
      </a>
      <header className="portal-bar">
        <Brand />
        <button type="button" className="portal-office" onClick={() => choose(true)}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 21V9l8-5 8 5v12M4 21h16M9 21v-6h6v6" />
          </svg>
          <span>
            <span className="oc-hidden">{t('portal.frame.office')} </span>
            <bdi>{session.office ?? t('portal.frame.no_office')}</bdi>
          </span>
          <span className="portal-office-change">{t('portal.frame.change')}</span>
        </button>
        <div className="portal-account">
          <LanguageChoice />
          <span className="portal-name">
            <strong>{session.display_name}</strong>
            <span>{t(`role.${session.role}` as 'role.officer')}</span>
          </span>
          <button type="button" className="portal-bar-button" onClick={() => void signOut()}>
            {t('portal.frame.sign_out')}
          </button>
        </div>
      </header>
      <nav className="portal-nav" aria-label={t('portal.frame.navigation')}>
        <NavLink to="/transaction">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16" />
          </svg>
          {t('portal.frame.new_transaction')}
        </NavLink>
        <NavLink to="/transactions">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 6h16M4 12h16M4 18h10" />
          </svg>
          {t('portal.frame.transactions')}
        </NavLink>
      </nav>
      <main id="main" className="portal-main" tabIndex={-1}>
        <Outlet />
      </main>
      <OfficeDialog open={choosing} onClose={() => choose(false)} />
    </div>
  );
}

/** A language chosen here is also that of the account's letters; silence of the server does not matter. */
function useLanguageOfAccount() {
  const {language} = useLanguage();
  const {ask, change} = useSigned();
  const before = useRef(language);
  useEffect(() => {
    if (before.current === language) return;
    before.current = language;
    void ask(() => identity.PUT('/sessions/current/language', {body: {language}})).then((result) => {
      if (result.ok) change(result.data);
    });
  }, [language, ask, change]);
}
