// A fault of a screen does not leave a blank page: it says so, and what was typed is kept in its drafts.
import {useText} from '@opencarnet/i18n';
import {Button, Notice} from '@opencarnet/ui';
import {Component, type ReactNode} from 'react';

export class CatchFaults extends Component<{children: ReactNode}, {fault?: Error}> {
  override state: {fault?: Error} = {};

  static getDerivedStateFromError(fault: Error) {
    return {fault};
  }

  override render() {
    return this.state.fault ? <Fault fault={this.state.fault} /> : this.props.children;
  }
}

function Fault({fault}: {fault: Error}) {
  const t = useText();
  return (
    <main className="portal-door-main">
      <Notice
        kind="problem"
        title={t('portal.fault.title')}
        action={<Button onPress={() => location.reload()}>{t('portal.fault.reload')}</Button>}
      >
        <p>{t('portal.fault.next')}</p>
        <p className="oc-small">
          <bdi>{fault.message}</bdi>
        </p>
      </Notice>
    </main>
  );
}
