// The foot of each step: back at the start, on at the end, below what is to be read and never over it.
import {useText} from '@opencarnet/i18n';
import {Button} from '@opencarnet/ui';
import type {ReactNode} from 'react';
import {createPortal} from 'react-dom';

import {useCrossing} from './transaction_frame';

export function ActionBar({onBack, children}: {onBack?: () => void; children: ReactNode}) {
  const t = useText();
  const {foot} = useCrossing();
  if (!foot) return null;
  return createPortal(
    <>
      {onBack ? (
        <Button large onPress={onBack}>
          {t('ui.back')}
        </Button>
      ) : null}
      <div className="action-bar-end">{children}</div>
    </>,
    foot,
  );
}
