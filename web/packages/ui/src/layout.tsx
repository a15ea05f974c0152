// Space and text: the few shapes of which every screen is made.
import {type ReactNode, useEffect, useRef} from 'react';

type Gap = 'xs' | 'sm' | 'md' | 'lg' | 'xl';

/** One below the other. */
export function Column({gap = 'md', children}: {gap?: Gap; children: ReactNode}) {
  return <div className={`oc-column oc-gap-${gap}`}>{children}</div>;
}

/** Side by side, broken into lines where there is no room. */
export function Row(props: {gap?: Gap; apart?: boolean; align?: 'center' | 'start' | 'end'; children: ReactNode}) {
  const {gap = 'sm', apart, align = 'center', children} = props;
  return <div className={`oc-row oc-gap-${gap} oc-align-${align}${apart ? ' oc-apart' : ''}`}>{children}</div>;
}

/** Cells of equal width, as many side by side as fit. */
export function Grid({children}: {children: ReactNode}) {
  return <div className="oc-grid">{children}</div>;
}

/** A sheet of paper on the desk. `tone` colours its upper edge like the vouchers: green cover, yellow, white, blue. */
export function Card(props: {
  tone?: 'green' | 'yellow' | 'white' | 'blue' | 'red';
  children: ReactNode;
  label?: string;
}) {
  const {tone, children, label} = props;
  const look = tone ? `oc-card oc-${tone}` : 'oc-card';
  return label ? (
    <section className={look} aria-label={label}>
      {children}
    </section>
  ) : (
    <div className={look}>{children}</div>
  );
}

export function Heading({level = 2, children, id}: {level?: 2 | 3 | 4; children: ReactNode; id?: string}) {
  const Tag = `h${level}` as const;
  return (
    <Tag className="oc-heading" id={id}>
      {children}
    </Tag>
  );
}

export function Text(props: {soft?: boolean; strong?: boolean; small?: boolean; children: ReactNode; id?: string}) {
  const looks = [props.soft && 'oc-soft', props.strong && 'oc-strong', props.small && 'oc-small'].filter(Boolean);
  return (
    <div id={props.id} className={looks.join(' ') || undefined}>
      {props.children}
    </div>
  );
}

/** Of a screen: its title takes the focus when the screen opens, so that a screen reader says where one is. */
export function PageTitle({children, quiet}: {children: ReactNode; quiet?: boolean}) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!quiet) title.current?.focus({preventScroll: true});
  }, [quiet]);
  return (
    <h1 ref={title} tabIndex={-1} className="oc-page-title">
      {children}
    </h1>
  );
}

/** For screen readers alone. */
export function Hidden({children}: {children: ReactNode}) {
  return <span className="oc-hidden">{children}</span>;
}

/** A state in one or two words. */
export function State({
  tone = 'grey',
  children,
}: {
  tone?: 'green' | 'red' | 'yellow' | 'blue' | 'grey';
  children: ReactNode;
}) {
  return <span className={`oc-state oc-state-${tone}`}>{children}</span>;
}

/** A carnet number, code or other text that runs left to right in every language. */
export function Ltr({children, mono}: {children: ReactNode; mono?: boolean}) {
  return (
    <bdi dir="ltr" className={mono ? 'oc-mono' : undefined}>
      {children}
    </bdi>
  );
}

/** "PNH4 CHCP 4W45 Y": a code in groups that a person can read out; copied without the spaces. */
export function CodeGroups({code, large, label}: {code: string; large?: boolean; label: string}) {
  const groups = groupsOf(code);
  return (
    <bdi
      dir="ltr"
      className={large ? 'oc-code oc-code-large' : 'oc-code'}
      role="img"
      aria-label={`${label}: ${groups.join(' ')}`}
    >
      {groups.map((group, i) => (
        <span key={i}>{group}</span>
      ))}
    </bdi>
  );
}

/** Groups of four, the last ones of five where it does not come out even: nobody overlooks a single sign at the end. */
function groupsOf(code: string): string[] {
  const count = Math.max(1, Math.floor(code.length / 4));
  const size = Math.floor(code.length / count);
  const shorter = count - (code.length % count);
  const startOf = (i: number) => i * size + Math.max(0, i - shorter);
  return Array.from({length: count}, (_, i) => code.slice(startOf(i), startOf(i + 1)));
}

/** Words and what they mean, one pair a line. Pairs without a value are left out. */
export function Facts({facts}: {facts: [term: ReactNode, value: ReactNode][]}) {
  const shown = facts.filter(([, value]) => value !== undefined && value !== null && value !== '');
  return (
    <dl className="oc-facts">
      {shown.map(([term, value], i) => (
        <div key={i}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Opens beside this page (a PDF). */
export function OutsideLink({href, children}: {href: string; children: ReactNode}) {
  return (
    <a href={href} target="_blank" rel="noopener" className="oc-link">
      {children}
    </a>
  );
}
