// A part of the app that cannot be loaded or drawn: says so instead of a white page.
import {useText} from '@opencarnet/i18n';
import {Button, Notice} from '@opencarnet/ui';
import {Component, type ReactNode} from 'react';

import {Threshold} from './frame';

export class Mishap extends Component<{children: ReactNode}, {broken: boolean}> {
  override state = {broken: false};
  static getDerivedStateFromError() {
    return {broken: true};
  }
  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const t = useText();
  const again = (
    <Button kind="main" onPress={() => location.reload()}>
      {t('wallet.reload')}
    </Button>
  );
  return (
    <Threshold>
      <Notice kind="problem" title={t('wallet.broken')} action={again}>
        {t('wallet.broken_next')}
      </Notice>
    </Threshold>
  );
}
