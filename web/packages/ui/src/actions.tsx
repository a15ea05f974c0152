// What one can press.
import {type Language, languageNames, languages, useLanguage, useText} from '@opencarnet/i18n';
import {type ReactNode, useRef, useState} from 'react';

export interface ButtonProps {
  children: ReactNode;
  /** May return a promise: until it settles the button shows that it works and takes no second press. */
  onPress?: (() => void) | (() => Promise<unknown>);
  kind?: 'main' | 'second' | 'quiet' | 'danger';
  submit?: boolean;
  wide?: boolean;
  large?: boolean;
  busy?: boolean;
  disabled?: boolean;
  describedBy?: string;
  testId?: string;
}

export function Button(props: ButtonProps) {
  const {children, onPress, kind = 'second', submit, wide, large, disabled, describedBy, testId} = props;
  const [working, setWorking] = useState(false);
  const pressed = useRef(false); // state comes a render too late for a double click
  const press = () => {
    if (pressed.current || !onPress) return;
    const result = onPress();
    if (!(result instanceof Promise)) return;
    pressed.current = true;
    setWorking(true);
    void result.finally(() => {
      pressed.current = false;
      setWorking(false);
    });
  };
  const busy = working || props.busy;
  const looks = ['oc-button', `oc-button-${kind}`, wide && 'oc-wide', large && 'oc-large', busy && 'oc-busy'];
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={looks.filter(Boolean).join(' ')}
      onClick={press}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-describedby={describedBy}
      data-testid={testId}
    >
      {children}
    </button>
  );
}

/** A press that only a sign tells; `label` says it in words. */
export function IconButton(props: {label: string; onPress: () => void; children: ReactNode; disabled?: boolean}) {
  const {label, onPress, children, disabled} = props;
  return (
    <button
      type="button"
      className="oc-icon-button"
      aria-label={label}
      title={label}
      onClick={onPress}
      disabled={disabled}
    >
      {children}
    </button>
  );
}

/** A native list: every phone and screen reader knows it. */
export function LanguageChoice() {
  const {language, choose} = useLanguage();
  const t = useText();
  return (
    <select
      className="oc-language"
      aria-label={t('ui.language')}
      value={language}
      onChange={(event) => choose(event.currentTarget.value as Language)}
    >
      {languages.map((each) => (
        <option key={each} value={each} lang={each}>
          {languageNames[each]}
        </option>
      ))}
    </select>
  );
}
