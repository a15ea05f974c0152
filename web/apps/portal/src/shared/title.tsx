// A screen's title, also of its window: who has several tabs open, or listens, finds the right one.
import {PageTitle} from '@opencarnet/ui';
import {type ReactNode, useEffect, useRef} from 'react';

export function Title({children, quiet}: {children: ReactNode; quiet?: boolean}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${box.current?.textContent ?? ''} · OpenCarnet`;
  });
  return (
    <div ref={box}>
      <PageTitle {...(quiet ? {quiet} : {})}>{children}</PageTitle>
    </div>
  );
}
