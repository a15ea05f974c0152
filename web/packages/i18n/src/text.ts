// The one way to a text: `const t = useText(); t('wallet.sign')`.
import {type ReactNode, useCallback} from 'react';
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

export function useText(): Text {
  const intl = useIntl();
  const plain = useCallback(
    (key: TextKey, values?: Values) => intl.formatMessage({id: key}, values as never) as string,
    [intl],
  );
  return Object.assign(plain.bind(null), {
    rich: (key: TextKey, values: Record<string, unknown>) => intl.formatMessage({id: key}, values as never) as ReactNode,
    has: (key: string): key is TextKey => key in intl.messages,
  }) as Text;
}
