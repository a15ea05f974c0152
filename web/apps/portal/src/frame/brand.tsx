import {useText} from '@opencarnet/i18n';
import {Emblem} from '@opencarnet/ui';

/** The name at the start of the bar. */
export function Brand() {
  const t = useText();
  return (
    <div className="portal-brand">
      <Emblem />
      <span>
        <bdi>OpenCarnet</bdi> <span className="portal-brand-door">{t('portal.brand')}</span>
      </span>
    </div>
  );
}
