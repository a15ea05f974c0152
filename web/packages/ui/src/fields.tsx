// What one fills in: native fields with label, hint and error tied together. `name` is the contract's, so that a
// problem's pointer finds the field (id `field-<name>`).
import {useText} from '@opencarnet/i18n';
import {type ReactNode, type RefObject, useState} from 'react';

interface Common {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  disabled?: boolean;
}

const idOf = (name: string) => `field-${name}`;

function attributesOf({name, hint, error, required, disabled}: Common) {
  const described = [hint && `${idOf(name)}-hint`, error && `${idOf(name)}-error`].filter(Boolean).join(' ');
  return {
    id: idOf(name),
    name,
    disabled,
    'aria-required': required || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described || undefined,
  };
}

function Framed(props: Common & {children: ReactNode}) {
  const {name, label, hint, error, required, children} = props;
  return (
    <div className={error ? 'oc-field oc-field-wrong' : 'oc-field'}>
      <label htmlFor={idOf(name)}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      {hint ? (
        <div className="oc-hint" id={`${idOf(name)}-hint`}>
          {hint}
        </div>
      ) : null}
      {children}
      <FieldError name={name} error={error} />
    </div>
  );
}

function FieldError({name, error}: {name: string; error: string | undefined}) {
  return error ? (
    <div className="oc-error" id={`${idOf(name)}-error`}>
      {error}
    </div>
  ) : null;
}

interface TextProps extends Common {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'email' | 'tel' | 'date' | 'search';
  autoComplete?: string;
  /** Codes: typed left to right, capitals, no spelling help. */
  code?: boolean;
  numeric?: boolean;
  placeholder?: string;
  autoFocus?: boolean;
  maxLength?: number;
  min?: string;
  max?: string;
  inputRef?: RefObject<HTMLInputElement | null>;
  onEnter?: () => void;
}

export function TextField(props: TextProps) {
  const {value, onChange, type = 'text', autoComplete = 'off', code, numeric, inputRef, onEnter} = props;
  return (
    <Framed {...props}>
      <input
        {...attributesOf(props)}
        ref={inputRef}
        type={type}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !onEnter) return;
          event.preventDefault();
          onEnter();
        }}
        autoComplete={autoComplete}
        placeholder={props.placeholder}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the one field of a screen that waits for a scanner
        autoFocus={props.autoFocus}
        maxLength={props.maxLength}
        min={props.min}
        max={props.max}
        inputMode={numeric ? 'numeric' : undefined}
        dir={code || type === 'email' || type === 'tel' ? 'ltr' : undefined}
        autoCapitalize={code ? 'characters' : undefined}
        spellCheck={code ? false : undefined}
        className={code ? 'oc-input oc-mono' : 'oc-input'}
      />
    </Framed>
  );
}

interface PasswordProps extends Common {
  value: string;
  onChange: (value: string) => void;
  autoComplete: string;
  numeric?: boolean;
  autoFocus?: boolean;
}

export function PasswordField(props: PasswordProps) {
  const t = useText();
  const [shown, show] = useState(false);
  return (
    <Framed {...props}>
      <div className="oc-password">
        <input
          {...attributesOf(props)}
          type={shown ? 'text' : 'password'}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
          autoComplete={props.autoComplete}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- unlocking has this one field
          autoFocus={props.autoFocus}
          inputMode={props.numeric ? 'numeric' : undefined}
          dir="ltr"
          className="oc-input"
        />
        <button type="button" aria-pressed={shown} aria-label={t('ui.show_password')} onClick={() => show(!shown)}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z" />
            <circle cx="12" cy="12" r="3" />
            {shown ? <path d="M4 20 20 4" /> : null}
          </svg>
        </button>
      </div>
    </Framed>
  );
}

interface AreaProps extends Common {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  maxLength?: number;
  dir?: 'ltr' | 'rtl';
}

export function AreaField(props: AreaProps) {
  return (
    <Framed {...props}>
      <textarea
        {...attributesOf(props)}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        rows={props.rows ?? 3}
        maxLength={props.maxLength}
        dir={props.dir}
        className="oc-input"
      />
    </Framed>
  );
}

export interface Option {
  value: string;
  label: string;
}
interface ChoiceProps extends Common {
  value: string;
  onChange: (value: string) => void;
  options: Option[];
  /** The line for "nothing chosen yet". */
  placeholder?: string;
}

export function ChoiceField(props: ChoiceProps) {
  return (
    <Framed {...props}>
      <select
        {...attributesOf(props)}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        className="oc-input"
      >
        {props.placeholder === undefined ? null : <option value="">{props.placeholder}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Framed>
  );
}

interface CheckProps extends Common {
  checked: boolean;
  mixed?: boolean;
  onChange: (checked: boolean) => void;
}

export function CheckField(props: CheckProps) {
  const {name, label, hint, error, checked, mixed, onChange} = props;
  return (
    <div className={error ? 'oc-check oc-field-wrong' : 'oc-check'}>
      <input
        {...attributesOf(props)}
        type="checkbox"
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = mixed ?? false;
        }}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label htmlFor={idOf(name)}>{label}</label>
        {hint ? (
          <div className="oc-hint" id={`${idOf(name)}-hint`}>
            {hint}
          </div>
        ) : null}
        <FieldError name={name} error={error} />
      </div>
    </div>
  );
}

/** One of a few, all in sight: native radio buttons drawn as buttons. */
export function PickOne(props: Omit<ChoiceProps, 'placeholder'>) {
  const {name, label, hint, error, value, options, onChange, disabled} = props;
  return (
    <fieldset className="oc-pick" disabled={disabled} id={idOf(name)} tabIndex={-1}>
      <legend>{label}</legend>
      {hint ? <div className="oc-hint">{hint}</div> : null}
      <div className="oc-pick-options">
        {options.map((option) => (
          <label key={option.value} className={option.value === value ? 'oc-picked' : undefined}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <FieldError name={name} error={error} />
    </fieldset>
  );
}
