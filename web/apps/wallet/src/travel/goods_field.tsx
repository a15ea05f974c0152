// The goods picker: numbers typed or pasted with every mistake listed, the list to tick, and pieces of each item.
import {useFormat, useText} from '@opencarnet/i18n';
import {AreaField, Button, Column, Fold, Hidden, Notice, Row, Text} from '@opencarnet/ui';
import {useMemo, useState} from 'react';

import {findItems} from '../parts/find_items';
import {groupPlaces} from '../parts/group_places';
import {Ranges, usePlaceName} from '../parts/words';
import type {Carnet, GeneralItem, Place} from '../state/kinds';
import type {GoodsName} from './form';
import {type GoodsChoice, mistakesIn, ticked, typed, withPieces} from './goods_choice';

interface Props {
  name: GoodsName;
  carnet: Carnet;
  places: Place[];
  choice: GoodsChoice;
  onChange: (choice: GoodsChoice) => void;
  error: string | undefined;
  /** The main list is open from the start. */
  open?: boolean;
}

export function GoodsField(props: Props) {
  const {name, carnet, places, choice, onChange, error, open} = props;
  const t = useText();
  const list = carnet.general_list;
  const pieces = choice.goods.reduce((sum, entry) => sum + entry.pieces, 0);
  const [opened, setOpened] = useState(open ?? false);
  return (
    <div className="ow-goods">
      <Column gap="sm">
        <AreaField
          name={name}
          label={t(`wallet.special.${name}`)}
          hint={t(`wallet.special_hint.${name}`)}
          value={choice.text}
          onChange={(text) => onChange(typed(text, list))}
          rows={2}
          dir="ltr"
          error={error}
        />
        <Mistakes name={name} text={choice.text} lastItem={list.length} />
        <div aria-live="polite">
          <Text strong>{t('wallet.goods.chosen', {items: choice.goods.length, pieces})}</Text>
        </div>
        <details className="oc-fold" open={opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
          <summary>{t('wallet.goods.from_list')}</summary>
          <div>
            {opened ? <Picker name={name} list={list} places={places} choice={choice} onChange={onChange} /> : null}
          </div>
        </details>
      </Column>
    </div>
  );
}

/** All mistakes at once; each leads to its place in the text. */
function Mistakes({name, text, lastItem}: {name: string; text: string; lastItem: number}) {
  const t = useText();
  const mistakes = useMemo(() => mistakesIn(text, lastItem), [text, lastItem]);
  if (mistakes.length === 0) return null;
  const jump = (from: number, to: number) => {
    const field = document.getElementById(`field-${name}`) as HTMLTextAreaElement | null;
    field?.focus();
    field?.setSelectionRange(from, to);
  };
  return (
    <Notice kind="warning" title={t('wallet.goods.mistakes', {mistakes: mistakes.length})}>
      <ul className="ow-mistakes">
        {mistakes.map((mistake, i) => (
          <li key={i}>
            <button type="button" className="oc-link-button" onClick={() => jump(mistake.from, mistake.to)}>
              <bdi dir="ltr">{mistake.text}</bdi>
            </button>{' '}
            {t(`wallet.goods.mistake.${mistake.reason}`, {last: lastItem})}
          </li>
        ))}
      </ul>
      <p>{t('wallet.goods.mistakes_next')}</p>
    </Notice>
  );
}

const page = 50;

function Picker(props: {
  name: string;
  list: GeneralItem[];
  places: Place[];
  choice: GoodsChoice;
  onChange: (choice: GoodsChoice) => void;
}) {
  const {name, list, places, choice, onChange} = props;
  const t = useText();
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(page);
  const found = useMemo(() => findItems(list, query), [list, query]);
  const pieces = useMemo(() => new Map(choice.goods.map((entry) => [entry.item, entry.pieces])), [choice]);
  const all = list.map((entry) => entry.item);
  return (
    <Column gap="sm">
      <Groups list={list} places={places} choice={choice} onChange={onChange} />
      <Row>
        <Button onPress={() => onChange(ticked(choice, all, true, list))}>{t('wallet.goods.all')}</Button>
        <Button onPress={() => onChange(ticked(choice, all, false, list))}>{t('wallet.goods.none')}</Button>
      </Row>
      {list.length > 10 ? (
        <input
          type="search"
          className="oc-input"
          aria-label={t('wallet.find_items')}
          placeholder={t('wallet.find_items')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      ) : null}
      <ul className="ow-pick-items">
        {found.slice(0, shown).map((entry) => (
          <PickItem
            key={entry.item}
            name={name}
            entry={entry}
            pieces={pieces.get(entry.item)}
            onTick={(on) => onChange(ticked(choice, [entry.item], on, list))}
            onPieces={(count) => onChange(withPieces(choice, entry.item, count, list))}
          />
        ))}
      </ul>
      {found.length > shown ? (
        <Button wide onPress={() => setShown(shown + page)}>
          {t('wallet.show_more', {left: found.length - shown})}
        </Button>
      ) : null}
    </Column>
  );
}

/** Where things are by digital record; a press takes all that is in one place. */
function Groups(props: {
  list: GeneralItem[];
  places: Place[];
  choice: GoodsChoice;
  onChange: (choice: GoodsChoice) => void;
}) {
  const {list, places, choice, onChange} = props;
  const t = useText();
  const placeName = usePlaceName();
  const groups = useMemo(() => groupPlaces(places, list), [places, list]);
  if (groups.length === 0) return null;
  return (
    <Fold title={t('wallet.where_goods_are')} open>
      <ul className="ow-places">
        {groups.map((group, i) => (
          <li key={i} className={`ow-place ow-place-${group.place}`}>
            <span className="ow-place-line">
              <span>
                {placeName(group.place, group.territory)}
                {' · '}
                <Ranges ranges={group.ranges} />
              </span>
              <Button
                onPress={() =>
                  onChange(
                    ticked(
                      choice,
                      group.goods.map((each) => each.item),
                      true,
                      list,
                    ),
                  )
                }
              >
                {t('wallet.goods.take')}
                <Hidden> {placeName(group.place, group.territory)}</Hidden>
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function Sign({path}: {path: string}) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

function PickItem(props: {
  name: string;
  entry: GeneralItem;
  pieces: number | undefined;
  onTick: (on: boolean) => void;
  onPieces: (count: number) => void;
}) {
  const {name, entry, pieces, onTick, onPieces} = props;
  const t = useText();
  const {number} = useFormat();
  const id = `${name}-item-${entry.item}`;
  return (
    <li className={pieces ? 'ow-picked' : undefined}>
      <input
        type="checkbox"
        id={id}
        checked={pieces !== undefined}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <label htmlFor={id}>
        <strong>{entry.item}</strong> <bdi>{entry.description}</bdi>
      </label>
      {entry.pieces > 1 && pieces !== undefined ? (
        <span className="ow-pieces">
          <button
            type="button"
            aria-label={t('wallet.goods.fewer', {item: entry.item})}
            onClick={() => onPieces(pieces - 1)}
            disabled={pieces <= 1}
          >
            <Sign path="M5 12h14" />
          </button>
          <input
            type="number"
            inputMode="numeric"
            className="oc-input"
            min={1}
            max={entry.pieces}
            value={pieces}
            dir="ltr"
            aria-label={t('wallet.goods.pieces_of', {item: entry.item, pieces: entry.pieces})}
            onChange={(event) => onPieces(event.currentTarget.valueAsNumber)}
          />
          <button
            type="button"
            aria-label={t('wallet.goods.more', {item: entry.item})}
            onClick={() => onPieces(pieces + 1)}
            disabled={pieces >= entry.pieces}
          >
            <Sign path="M5 12h14M12 5v14" />
          </button>
          <span className="oc-soft">{t('wallet.goods.of_pieces', {pieces: entry.pieces})}</span>
        </span>
      ) : (
        <span className="oc-soft ow-pieces-all">{t('wallet.goods.pieces', {pieces: number(entry.pieces)})}</span>
      )}
    </li>
  );
}
