// The one way to a text: `const t = useText(); t('wallet.sign')`.
import {type ReactNode, useMemo} from 'react';
import {useIntl} from 'react-intl';

import type {TextKey} from '../generated/text_key';

export type Values = Record<string, string | number | Date | null | undefined>;

export interface Text {
  (key: TextKey, values?: Values): string;
  /** With elements among the values, or with tags: t.rich('sign.hint', {b: (parts) => <strong>{parts}</strong>}). */
  rich: (key: TextKey, values: Record<string, ReactNode | ((parts: ReactNode[]) => ReactNode)>) => ReactNode;
  /** Whether there is such a text: for names that come as data, like t.has(`country.${code}`). */
  has: (key: string) => key is TextKey;
}

/** The same function until the language changes. */
export function useText(): Text {
  const intl = useIntl();
  return useMemo(() => {
    const format = (key: TextKey, values?: object): unknown => {
      const message = intl.messages[key];
      // Texts without arguments are kept as they are (vite.mjs): they need no formatting, and no parser ships.
      return typeof message === 'string' ? message : intl.formatMessage({id: key}, values as never);
    };
    return Object.assign((key: TextKey, values?: Values) => format(key, values) as string, {
      rich: (key: TextKey, values: object) => format(key, values) as ReactNode,
      has: (key: string): key is TextKey => key in intl.messages,
    });
  }, [intl]);
}
