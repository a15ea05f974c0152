import {installTrustedTypes} from '@opencarnet/ui/trusted_types';
import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';

import {App} from './app';
import {installServiceWorker} from './state/updates';
import {startVault} from './state/vault_door';

installTrustedTypes();
installServiceWorker();
void startVault();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
