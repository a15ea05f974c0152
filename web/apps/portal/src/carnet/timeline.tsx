// The life of a carnet drawn to scale: as wide as its place, from right to left where the page is.
import {localeOf, useFormat, useLanguage, useText} from '@opencarnet/i18n';
import {useEffect, useMemo, useRef, useState} from 'react';

import type {Place, Transaction} from '../data/types';
import {type Lane, type Picture, pictureOf, spreadOf, ticksOf} from './lanes';

interface Props {
  transactions: Transaction[];
  places: Place[];
  home: string | undefined;
  validUntil: string | undefined;
}

const laneHeight = 30;
const middle = laneHeight / 2;
const markSize = 20;

export function Timeline({transactions, home, validUntil}: Props) {
  const t = useText();
  const {box, width} = useWidth();
  const [now] = useState(() => Date.now());
  const picture = useMemo(() => pictureOf(transactions, home, validUntil, now), [transactions, home, validUntil, now]);
  if (!transactions.length) return null;
  return (
    <figure className="timeline" ref={box}>
      {width ? <Drawing picture={picture} width={width} now={now} /> : null}
      <figcaption className="timeline-legend">
        <span>
          <i className="legend-stay" />
          {t('portal.timeline.stay')}
        </span>
        <span>
          <i className="legend-transit" />
          {t('portal.timeline.transit')}
        </span>
        <span>
          <i className="legend-abroad" />
          {t('portal.timeline.abroad')}
        </span>
        <span>
          <i className="legend-overdue" />
          {t('portal.timeline.overdue')}
        </span>
        <span>
          <i className="legend-now" />
          {t('portal.timeline.now')}
        </span>
      </figcaption>
    </figure>
  );
}

function useWidth() {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return {box, width};
}

function Drawing({picture, width, now}: {picture: Picture; width: number; now: number}) {
  const t = useText();
  const format = useFormat();
  const {language, direction} = useLanguage();
  const rtl = direction === 'rtl';
  const months = useMemo(
    () => new Intl.DateTimeFormat(localeOf(language), {month: 'short', year: '2-digit', timeZone: 'UTC'}),
    [language],
  );
  const ticks = useMemo(() => ticksOf(picture.from, picture.to, Math.max(2, Math.floor(width / 90))), [picture, width]);
  const along = (at: number) => 10 + ((at - picture.from) / (picture.to - picture.from)) * (width - 20);
  const x = (at: number) => (rtl ? width - along(at) : along(at));
  const marks = picture.lanes.reduce((sum, lane) => sum + lane.marks.length, 0);
  return (
    <div role="group" aria-label={t('portal.timeline.label', {territories: picture.lanes.length, transactions: marks})}>
      <div className="timeline-ticks" aria-hidden="true">
        {ticks.map((at) => (
          <span key={at} style={{insetInlineStart: along(at)}}>
            {months.format(at)}
          </span>
        ))}
      </div>
      {picture.lanes.map((lane) => (
        <div key={lane.territory} className="timeline-lane">
          <div className="timeline-name">
            {format.territory(lane.territory)}
            {lane.home ? ` · ${t('portal.timeline.home')}` : ''}
          </div>
          <LaneDrawing lane={lane} x={x} width={width} rtl={rtl} now={now} ticks={ticks} />
        </div>
      ))}
    </div>
  );
}

interface LaneProps {
  lane: Lane;
  x: (at: number) => number;
  width: number;
  rtl: boolean;
  now: number;
  ticks: number[];
}

function LaneDrawing({lane, x, width, rtl, now, ticks}: LaneProps) {
  const t = useText();
  const format = useFormat();
  const bar = (from: number, to: number) => ({
    x: Math.min(x(from), x(to)),
    width: Math.max(3, Math.abs(x(to) - x(from))),
    y: middle - 9,
    height: 18,
    rx: 4,
  });
  const along = spreadOf(
    lane.marks.map((mark) => (rtl ? width - x(mark.at) : x(mark.at))),
    markSize,
    width - 10,
  );
  const spread = along.map((at) => (rtl ? width - at : at));
  const said = ({type, transaction}: Lane['marks'][number]) =>
    `${t(`transaction_type.${type}`)}, ${format.instant(transaction.committed_at)}, ${transaction.office}`;
  return (
    <svg width={width} height={laneHeight} role="img" aria-label={lane.marks.map(said).join('; ')}>
      {ticks.map((at) => (
        <line key={at} className="timeline-tick" x1={x(at)} x2={x(at)} y1={0} y2={laneHeight} />
      ))}
      {lane.stays.map((stay, i) => (
        <g key={i}>
          <rect className={`stay-${stay.kind}${stay.open ? ' stay-open' : ''}`} {...bar(stay.from, stay.to)}>
            {stay.final_date ? <title>{t('portal.timeline.until', {day: format.day(stay.final_date)})}</title> : null}
          </rect>
          {stay.open && stay.to < now ? <rect className="stay-overdue" {...bar(stay.to, now)} /> : null}
        </g>
      ))}
      <line className="timeline-now" x1={x(now)} x2={x(now)} y1={0} y2={laneHeight} />
      {lane.marks.map((mark, i) => (
        <g
          key={mark.transaction.transaction_id}
          className={mark.transaction.cancelled ? 'mark mark-cancelled' : 'mark'}
        >
          <title>{said(mark)}</title>
          <circle cx={spread[i]} cy={middle} r={9} />
          <path d={signOf(mark.type, rtl)} transform={`translate(${spread[i]} ${middle})`} />
        </g>
      ))}
    </svg>
  );
}

/** Into a territory, out of it, or a stamp. */
function signOf(type: Lane['marks'][number]['type'], rtl: boolean): string {
  if (type === 'validation') return 'M-3.5 0l2.5 2.5 4.5-5';
  if (type === 'pre_exportation') return 'M-3 0h6';
  const into = type === 'importation' || type === 'transit_open' || type === 're_importation';
  return into !== rtl ? 'M-2-3.5l4 3.5-4 3.5' : 'M2-3.5l-4 3.5 4 3.5';
}
