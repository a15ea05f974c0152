// The demo world's customs accounts, which everybody may use; nothing on a real server.
import {isDemo} from '@opencarnet/ui';
import {useEffect, useState} from 'react';

export interface DemoAccount {
  realm: string;
  role: string;
  email: string;
  password: string;
  display_name: string;
  office: string;
  country: string;
}

export function useDemoAccounts(): DemoAccount[] {
  const [accounts, setAccounts] = useState<DemoAccount[]>([]);
  useEffect(() => {
    if (!isDemo()) return;
    const stop = new AbortController();
    fetch('/demo.json', {signal: stop.signal})
      .then((answer) => answer.json() as Promise<{accounts: DemoAccount[]}>)
      .then((world) => {
        const ours = world.accounts.filter((each) => each.realm === 'customs');
        setAccounts(ours.sort((a, b) => a.country.localeCompare(b.country) || a.office.localeCompare(b.office)));
      })
      .catch(() => undefined); // the fields work without the list
    return () => stop.abort();
  }, []);
  return accounts;
}
