// The camera, read by a worker. Each trouble says what to do; the other two ways stay open.
import {startScanner} from '@opencarnet/carnet/scanner';
import {useText} from '@opencarnet/i18n';
import {Button, ChoiceField, Notice} from '@opencarnet/ui';
import {useEffect, useRef, useState} from 'react';

type Scanner = Awaited<ReturnType<typeof startScanner>>;
type Trouble = Parameters<Parameters<typeof startScanner>[2]>[0];

/** The same QR stays in front of the lens: once read, it is passed over for so long. */
const sameAgainAfter = 4000;

export function Camera({onText, onStop}: {onText: (text: string) => void; onStop: () => void}) {
  const t = useText();
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState<Trouble>();
  const [scanner, setScanner] = useState<Scanner>();
  const [camera, setCamera] = useState('');
  const [light, setLight] = useState(false);
  const [round, again] = useState(0);
  const tell = useRef(onText);
  useEffect(() => {
    tell.current = onText;
  });

  useEffect(() => {
    if (!video.current) return;
    let over = false;
    let running: Scanner | undefined;
    let last = {text: '', at: 0};
    setTrouble(undefined);
    const seen = (text: string) => {
      if (text === last.text && Date.now() - last.at < sameAgainAfter) return;
      last = {text, at: Date.now()};
      setTrouble(undefined);
      tell.current(text);
    };
    void startScanner(video.current, seen, (what) => {
      if (!over) setTrouble(what);
    }).then(
      (started) => {
        if (over) started.stop();
        else setScanner((running = started));
      },
      () => undefined, // told as trouble
    );
    return () => {
      over = true;
      running?.stop();
      setScanner(undefined);
    };
  }, [round]);

  const stopped = trouble !== undefined && trouble !== 'blurred';
  return (
    <div className="camera">
      <video ref={video} muted playsInline aria-label={t('portal.camera.picture')} hidden={stopped} />
      {trouble ? (
        <Notice kind={stopped ? 'problem' : 'warning'} title={t(`portal.camera.${trouble}`)}>
          <p className="oc-next">{t(`portal.camera.${trouble}_next`)}</p>
        </Notice>
      ) : (
        <p className="oc-soft">{t('portal.camera.hold')}</p>
      )}
      <div className="oc-row oc-gap-sm">
        {stopped ? <Button onPress={() => again(round + 1)}>{t('ui.try_again')}</Button> : null}
        {scanner?.torch ? (
          <Button
            onPress={async () => {
              await scanner.torch?.(!light);
              setLight(!light);
            }}
          >
            {t(light ? 'portal.camera.light_off' : 'portal.camera.light_on')}
          </Button>
        ) : null}
        <Button kind="quiet" onPress={onStop}>
          {t('portal.camera.stop')}
        </Button>
      </div>
      {scanner && scanner.cameras.length > 1 ? (
        <ChoiceField
          name="camera"
          label={t('portal.camera.which')}
          value={camera || (scanner.cameras[0]?.deviceId ?? '')}
          onChange={(deviceId) => {
            setCamera(deviceId);
            void scanner.use(deviceId);
          }}
          options={scanner.cameras.map((each, i) => ({
            value: each.deviceId,
            label: each.label || t('portal.camera.number', {number: i + 1}),
          }))}
        />
      ) : null}
    </div>
  );
}
