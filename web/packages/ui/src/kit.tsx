// The kit's foundation: everything an app shows stands inside <Kit>.
import type {ReactNode} from 'react';

import './style.css';
import './actions.css';
import './fields.css';
import './containers.css';

export function Kit({children}: {children: ReactNode}) {
  return <div className="oc-kit">{children}</div>;
}
