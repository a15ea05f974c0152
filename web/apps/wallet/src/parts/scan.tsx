// A camera that reads QR codes, or a photo of one where there is no camera.
import {type Scanner, type ScanTrouble, decodeImage, startScanner} from '@opencarnet/carnet/scanner';
import {useText} from '@opencarnet/i18n';
import {Button, ChoiceField, Column, Notice, Row, Text} from '@opencarnet/ui';
import {useEffect, useRef, useState} from 'react';

export default function Scan({onText, what}: {onText: (text: string) => void; what: string}) {
  const t = useText();
  const video = useRef<HTMLVideoElement>(null);
  const hear = useRef(onText);
  const [scanner, setScanner] = useState<Scanner>();
  const [trouble, setTrouble] = useState<ScanTrouble | 'no_code_in_photo'>();
  const [camera, setCamera] = useState('');
  const [lit, setLit] = useState(false);
  useEffect(() => {
    hear.current = onText;
  });
  useEffect(() => {
    let over = false;
    let running: Scanner | undefined;
    const begin = startScanner(
      video.current!,
      (text) => hear.current(text),
      (found) => over || setTrouble(found),
    );
    void begin.then(
      (it) => {
        running = it;
        if (over) it.stop();
        else setScanner(it);
      },
      () => over || setTrouble('failed'),
    );
    return () => {
      over = true;
      running?.stop();
    };
  }, []);
  const photo = async (file: File | undefined) => {
    if (!file) return;
    const text = await decodeImage(file);
    if (text) hear.current(text);
    else setTrouble('no_code_in_photo');
  };
  const off = trouble && !['blurred', 'no_code_in_photo'].includes(trouble);
  return (
    <Column>
      <Text>{what}</Text>
      <div className={off ? 'ow-scan ow-scan-off' : 'ow-scan'}>
        <video ref={video} playsInline muted aria-label={t('wallet.scan.picture')} />
      </div>
      <div aria-live="polite">
        {trouble ? (
          <Notice kind="warning" title={t(`wallet.scan.${trouble}`)}>
            {t(`wallet.scan.${trouble}_next`)}
          </Notice>
        ) : null}
      </div>
      <Row>
        {scanner?.torch ? (
          <Button
            onPress={() => {
              setLit(!lit);
              return scanner.torch!(!lit);
            }}
          >
            {t(lit ? 'wallet.scan.dark' : 'wallet.scan.light')}
          </Button>
        ) : null}
        <label className="oc-button ow-file">
          {t('wallet.scan.photo')}
          <input type="file" accept="image/*" onChange={(event) => void photo(event.currentTarget.files?.[0])} />
        </label>
      </Row>
      {scanner && scanner.cameras.length > 1 ? (
        <ChoiceField
          name="camera"
          label={t('wallet.scan.camera')}
          value={camera}
          placeholder={t('wallet.scan.any_camera')}
          onChange={(id) => {
            setCamera(id);
            if (id) void scanner.use(id);
          }}
          options={scanner.cameras.map((each, i) => ({value: each.deviceId, label: each.label || String(i + 1)}))}
        />
      ) : null}
    </Column>
  );
}
