// What a demo server tells everybody: its accounts, and the carnets with their PINs.
import {isDemo} from '@opencarnet/ui';
import {useEffect, useState} from 'react';

export interface DemoAccount {
  realm: string;
  email: string;
  password: string;
  display_name: string;
  country: string;
}
export interface DemoCarnet {
  carnet_id: number;
  number: string;
  pin: string;
  holder: string;
  story: string;
}
export interface DemoWorld {
  accounts: DemoAccount[];
  carnets: DemoCarnet[];
}

export function useDemoWorld(): DemoWorld | undefined {
  const [world, setWorld] = useState<DemoWorld>();
  useEffect(() => {
    if (!isDemo()) return;
    void fetch('/demo.json')
      .then(async (answer) => (answer.ok ? ((await answer.json()) as DemoWorld) : undefined))
      .then(setWorld, () => undefined);
  }, []);
  return world;
}
