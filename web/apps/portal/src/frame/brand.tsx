import {useText} from '@opencarnet/i18n';

/** The name at the start of the bar. */
export function Brand() {
  const t = useText();
  return (
    <div className="portal-brand">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect x="4" y="3" width="24" height="26" rx="3" fill="#fff" />
        <path d="M4 10h24" stroke="#e0a91b" strokeWidth="3" />
        <path
          d="M9 20l4.5 4.5L23 15"
          fill="none"
          stroke="#0d5c46"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span>
        <bdi>OpenCarnet</bdi> <span className="portal-brand-door">{t('portal.brand')}</span>
      </span>
    </div>
  );
}
