// What the system says back: problems with their rule and next step, notices, emptiness, waiting.
import {type Problem, isUnreachable} from '@opencarnet/api';
import {useText} from '@opencarnet/i18n';
import {type ReactNode, useEffect, useRef} from 'react';

type Kind = 'info' | 'good' | 'warning' | 'problem';

export function Notice(props: {
  kind?: Kind;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  onClose?: () => void;
}) {
  const {kind = 'info', title, children, action, onClose} = props;
  const t = useText();
  return (
    <div className={`oc-notice oc-notice-${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      <div>
        {title ? <strong className="oc-notice-title">{title}</strong> : null}
        {children}
        {action ? <div className="oc-notice-action">{action}</div> : null}
      </div>
      {onClose ? (
        <button type="button" className="oc-icon-button" aria-label={t('ui.close')} onClick={onClose}>
          ×
        </button>
      ) : null}
    </div>
  );
}

/**
 * A problem document as a person reads it: what happened, why and by which rule, what to do next, every wrong field
 * with a link to it. Takes the focus when it comes, unless a field is wrong: then the first wrong field does.
 */
export function ProblemPanel(props: {
  problem: Problem | undefined;
  onRetry?: () => void;
  fieldLabels?: Record<string, string>;
  action?: ReactNode;
}) {
  const {problem, onRetry, fieldLabels = {}, action} = props;
  const t = useText();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!problem) return;
    const first = problem.errors
      ?.map((e) => fieldOf(e.pointer))
      .find((name) => document.getElementById(`field-${name}`));
    (first ? document.getElementById(`field-${first}`) : panel.current)?.focus();
  }, [problem]);
  if (!problem) return null;
  const away = isUnreachable(problem);
  const title = problem.title || t(away ? 'ui.unreachable' : 'ui.unknown_problem', {status: problem.status});
  const next = problem.next ?? (away ? t('ui.unreachable_next') : undefined);
  return (
    <div ref={panel} tabIndex={-1} className="oc-problem">
      <Notice kind={away ? 'warning' : 'problem'} title={title}>
        {problem.detail ? <p>{problem.detail}</p> : null}
        {problem.errors?.length ? (
          <ul>
            {problem.errors.map((error, i) => {
              const name = fieldOf(error.pointer);
              const label = fieldLabels[name];
              return (
                <li key={i}>
                  {label ? <a href={`#field-${name}`}>{label}</a> : null}
                  {label ? ': ' : null}
                  {error.detail}
                </li>
              );
            })}
          </ul>
        ) : null}
        {next ? <p className="oc-next">{next}</p> : null}
        {problem.retryAfterSeconds ? <p>{t('ui.wait_seconds', {seconds: problem.retryAfterSeconds})}</p> : null}
        <p className="oc-small">
          {problem.rule ? t('ui.rule', {rule: problem.rule}) : null}
          {problem.incident ? ` ${t('ui.incident', {incident: problem.incident})}` : null}
        </p>
        {onRetry || action ? (
          <div className="oc-row oc-gap-md oc-align-center">
            {onRetry ? (
              <button type="button" className="oc-link-button" onClick={onRetry}>
                {t('ui.try_again')}
              </button>
            ) : null}
            {action}
          </div>
        ) : null}
      </Notice>
    </div>
  );
}

/** "/goods/3/pieces" → "goods" */
function fieldOf(pointer: string): string {
  return pointer.split('/')[1] ?? '';
}

/** Nothing here yet, and what to do about it. */
export function Empty({title, hint, action}: {title: ReactNode; hint: ReactNode; action?: ReactNode}) {
  return (
    <div className="oc-empty">
      <strong>{title}</strong>
      <p>{hint}</p>
      {action}
    </div>
  );
}

export function Waiting({what}: {what?: string}) {
  const t = useText();
  return (
    <div className="oc-waiting" role="status">
      <span className="oc-spinner" aria-hidden="true" />
      <span>{what ?? t('ui.loading')}</span>
    </div>
  );
}
