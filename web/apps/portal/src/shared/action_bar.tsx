// The foot of each step: back at the start, on at the end, always at the same place of the screen.
import {useText} from '@opencarnet/i18n';
import {Button} from '@opencarnet/ui';
import type {ReactNode} from 'react';

export function ActionBar({onBack, children}: {onBack?: () => void; children: ReactNode}) {
  const t = useText();
  return (
    <div className="action-bar">
      {onBack ? (
        <Button large onPress={onBack}>
          {t('ui.back')}
        </Button>
      ) : (
        <span />
      )}
      <div className="action-bar-end">{children}</div>
    </div>
  );
}
