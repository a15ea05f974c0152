// What to look at first. The rules' own words; whether the commit would be refused is told by colour and heading.
import {useText} from '@opencarnet/i18n';
import {Notice} from '@opencarnet/ui';

import type {Warning} from '../data/types';

export const needsPaperEvidence = (warnings: Warning[]): boolean =>
  warnings.some((each) => each.code === 'paper_evidence_needed');

export function Warnings({warnings}: {warnings: Warning[]}) {
  const blocking = warnings.filter((each) => each.blocks);
  const passing = warnings.filter((each) => !each.blocks);
  return (
    <>
      <WarningList kind="problem" warnings={blocking} />
      <WarningList kind="warning" warnings={passing} />
    </>
  );
}

function WarningList({kind, warnings}: {kind: 'problem' | 'warning'; warnings: Warning[]}) {
  const t = useText();
  if (!warnings.length) return null;
  return (
    <Notice kind={kind} title={t(`portal.warnings.${kind}`)}>
      <ul>
        {warnings.map((warning, i) => (
          <li key={i}>
            {warning.detail}{' '}
            {warning.rule ? <span className="oc-small">{t('ui.rule', {rule: warning.rule})}</span> : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
