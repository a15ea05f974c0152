import {installTrustedTypes} from '@opencarnet/ui/trusted_types';
import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';

import {App} from './app';

installTrustedTypes();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
