// Fields that must say something, judged before anything is sent: the first empty one takes the focus.
import {useText} from '@opencarnet/i18n';
import {useState} from 'react';

interface Needed {
  /** False when one is empty; from then on each empty one says so until it is filled. */
  check: (values: Record<string, string>) => boolean;
  errorOf: (name: string, value: string) => string | undefined;
}

export function useNeeded(): Needed {
  const t = useText();
  const [missing, setMissing] = useState<readonly string[]>([]);
  return {
    check: (values) => {
      const empty = Object.keys(values).filter((name) => values[name]?.trim() === '');
      setMissing(empty);
      if (empty[0]) document.getElementById(`field-${empty[0]}`)?.focus();
      return empty.length === 0;
    },
    errorOf: (name, value) => (missing.includes(name) && value.trim() === '' ? t('wallet.needed') : undefined),
  };
}
