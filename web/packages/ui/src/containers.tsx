// What opens, closes and switches.
import {useText} from '@opencarnet/i18n';
import {type KeyboardEvent, type ReactNode, useEffect, useId, useRef} from 'react';

import {Heading} from './layout';

/** A question or a small form over the screen, by the browser's own modal: Escape closes it, the focus comes back. */
export function Dialog(props: {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  full?: boolean;
}) {
  const {open, title, onClose, children, full} = props;
  const t = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const it = dialog.current;
    if (!it || !open) return;
    if (!it.open) it.showModal();
    return () => it.close();
  }, [open]);
  if (!open) return null;
  return (
    <dialog
      ref={dialog}
      className={full ? 'oc-dialog oc-dialog-full' : 'oc-dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <Heading id={id}>{title}</Heading>
        <button type="button" className="oc-icon-button" aria-label={t('ui.close')} onClick={onClose}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
}

export interface Tab {
  key: string;
  label: ReactNode;
  content: () => ReactNode;
}

/** WAI-ARIA tabs: arrow keys walk them, following the direction of the page. */
export function Tabs({
  tabs,
  active,
  onChange,
  label,
}: {
  tabs: Tab[];
  active: string;
  onChange: (key: string) => void;
  label: string;
}) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.key === active);
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const to = {[forward]: at + 1, [backward]: at - 1, Home: 0, End: tabs.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.key);
    row.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  const shown = tabs.find((tab) => tab.key === active);
  return (
    <div>
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs inside have the focus */}
      <div role="tablist" aria-label={label} className="oc-tabs" ref={row} onKeyDown={walk}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            data-tab={tab.key}
            aria-selected={tab.key === active}
            aria-controls={tab.key === active ? `${id}-panel` : undefined}
            tabIndex={tab.key === active ? 0 : -1}
            onClick={() => onChange(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`} className="oc-tab-panel">
        {shown?.content()}
      </div>
    </div>
  );
}

/** Folded away until asked for; the browser's own, so that search in the page opens it. */
export function Fold({title, children, open}: {title: ReactNode; children: ReactNode; open?: boolean}) {
  return (
    <details className="oc-fold" open={open}>
      <summary>{title}</summary>
      <div>{children}</div>
    </details>
  );
}

/** Where one is in a procedure of several steps; done steps can be gone back to. */
export function Steps(props: {label: string; steps: string[]; current: number; onGo?: (step: number) => void}) {
  const {label, steps, current, onGo} = props;
  return (
    <nav aria-label={label}>
      <ol className="oc-steps">
        {steps.map((step, i) => {
          const state = i < current ? 'done' : i === current ? 'now' : 'later';
          const content = (
            <>
              <span className="oc-step-number">{i + 1}</span> <span className="oc-step-name">{step}</span>
            </>
          );
          return (
            <li key={i} className={`oc-step-${state}`} aria-current={i === current ? 'step' : undefined}>
              {i < current && onGo ? (
                <button type="button" onClick={() => onGo(i)}>
                  {content}
                </button>
              ) : (
                <span>{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
