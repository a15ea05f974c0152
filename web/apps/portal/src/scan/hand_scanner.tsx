// A hand scanner types like a keyboard and ends with Enter. This field waits for it.
import {useText} from '@opencarnet/i18n';
import {TextField} from '@opencarnet/ui';
import {useEffect, useRef, useState} from 'react';

export function HandScanner({onText, working}: {onText: (text: string) => void; working: boolean}) {
  const t = useText();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // The focus comes back when it has gone nowhere: after a scan, or when a dialog has closed.
  useEffect(() => {
    const back = () => {
      const {activeElement} = document;
      if (!activeElement || activeElement === document.body) field.current?.focus({preventScroll: true});
    };
    back();
    const timer = setInterval(back, 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <TextField
      name="qr"
      code
      label={t('portal.scan.scanner')}
      hint={t('portal.scan.scanner_hint')}
      value={text}
      onChange={setText}
      inputRef={field}
      placeholder={working ? t('ui.loading') : t('portal.scan.waiting')}
      onEnter={() => {
        onText(text);
        setText('');
      }}
    />
  );
}
