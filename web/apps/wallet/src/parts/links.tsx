// Links inside the app, looking like what they do.
import type {ReactNode} from 'react';
import {Link} from 'react-router';

export function ButtonLink(props: {
  to: string;
  kind?: 'main' | 'second';
  wide?: boolean;
  large?: boolean;
  children: ReactNode;
}) {
  const {to, kind = 'second', wide, large, children} = props;
  const looks = ['oc-button', `oc-button-${kind}`, 'ow-button-link', wide && 'oc-wide', large && 'oc-large'];
  return (
    <Link to={to} className={looks.filter(Boolean).join(' ')}>
      {children}
    </Link>
  );
}

/** To the screen above this one; it stands first on each. */
export function BackLink({to, children}: {to: string; children: ReactNode}) {
  return (
    <Link to={to} className="ow-back">
      <Arrow back /> {children}
    </Link>
  );
}

/** Points where reading goes, in either direction. */
export function Arrow({back}: {back?: boolean}) {
  return (
    <svg className={back ? 'ow-arrow ow-arrow-back' : 'ow-arrow'} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 12h13M12.5 5.5 19 12l-6.5 6.5" />
    </svg>
  );
}

export const homeOf = (carnetId: number | string) => `/carnets/${carnetId}`;
export const travelAt = (carnetId: number | string, travelId: string) => `/carnets/${carnetId}/travels/${travelId}`;
export const showAt = (carnetId: number | string, travelId: string, declarationId: string) =>
  `${travelAt(carnetId, travelId)}/show/${declarationId}`;
