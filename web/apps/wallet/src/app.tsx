// The app's outermost layers: language, kit, and the gate that the wallet PIN opens.
import {settings} from '@opencarnet/api';
import {type Language, LanguageProvider, useText} from '@opencarnet/i18n';
import {Kit, Notice, Waiting} from '@opencarnet/ui';
import {Suspense, lazy} from 'react';
import {BrowserRouter, Route, Routes} from 'react-router';
import {load} from 'virtual:messages';

import {Frame, Threshold} from './parts/frame';
import {Mishap} from './parts/mishap';
import {Carnets} from './screens/carnets';
import {Unlock} from './screens/unlock';
import {useStore} from './state/store';
import {phase, refs, useRecord} from './state/vault_door';
import './show.css';
import './frame.css';
import './carnet.css';
import './travel.css';
import './screens.css';

// The unlock and the list are all that a first look needs; the rest comes when it is wanted, from this device's cache.
const FirstRun = lazy(() => import('./screens/first_run'));
const Download = lazy(() => import('./screens/download'));
const CarnetPage = lazy(() => import('./screens/carnet'));
const SignCarnet = lazy(() => import('./screens/sign_carnet'));
const TravelPage = lazy(() => import('./screens/travel'));
const EditTravel = lazy(() => import('./screens/edit_travel'));
const SignDeclarations = lazy(() => import('./screens/sign_declarations'));
const Show = lazy(() => import('./screens/show'));
const SettingsPage = lazy(() => import('./screens/settings'));

const speak = (language: Language) => {
  settings.language = language;
};

export function App() {
  return (
    <LanguageProvider load={load} onChange={speak}>
      <Kit>
        <Mishap>
          <BrowserRouter>
            <Suspense fallback={<Waiting />}>
              <Gate />
            </Suspense>
          </BrowserRouter>
        </Mishap>
      </Kit>
    </LanguageProvider>
  );
}

function Gate() {
  const state = useStore(phase, (it) => it.state);
  const t = useText();
  if (state === 'starting') return null;
  if (state === 'unusable') {
    return (
      <Threshold>
        <Notice kind="problem" title={t('wallet.unusable')}>
          {t('wallet.unusable_next')}
        </Notice>
      </Threshold>
    );
  }
  if (state === 'none') return <FirstRun />;
  if (state === 'locked') return <Unlock />;
  return <Opened />;
}

/** A wallet whose device the server does not know yet (the line broke while setting up) goes on with that. */
function Opened() {
  const account = useRecord(refs.account);
  if (account === undefined) return <Waiting />;
  if (!account?.device_id) return <FirstRun />;
  return (
    <Frame>
      <Suspense fallback={<Waiting />}>
        <Routes>
          <Route path="/download" element={<Download />} />
          <Route path="/settings" element={<SettingsPage />} />
          <Route path="/carnets/:carnetId/sign" element={<SignCarnet />} />
          <Route path="/carnets/:carnetId/travels/new" element={<EditTravel />} />
          <Route path="/carnets/:carnetId/travels/:travelId" element={<TravelPage />} />
          <Route path="/carnets/:carnetId/travels/:travelId/edit" element={<EditTravel />} />
          <Route path="/carnets/:carnetId/travels/:travelId/sign" element={<SignDeclarations />} />
          <Route path="/carnets/:carnetId/travels/:travelId/show/:declarationId" element={<Show />} />
          <Route path="/carnets/:carnetId" element={<CarnetPage />} />
          <Route path="/carnets/:carnetId/:tab" element={<CarnetPage />} />
          <Route path="*" element={<Carnets />} />
        </Routes>
      </Suspense>
    </Frame>
  );
}
