// What somebody has waited for: it comes into sight and takes the focus, wherever the button was that brought it.
import {type ReactNode, useEffect, useRef} from 'react';

export function Arrival({children}: {children: ReactNode}) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    here.current?.focus({preventScroll: true});
  }, []);
  return (
    <div ref={here} tabIndex={-1} className="ow-arrival">
      {children}
    </div>
  );
}
