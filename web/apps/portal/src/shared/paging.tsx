// Long lists come in pages; the page and how many there are stand between the two presses.
import {useFormat, useText} from '@opencarnet/i18n';
import {Button} from '@opencarnet/ui';

export function Paging(props: {page: number; size: number; count: number; onGo: (page: number) => void}) {
  const {page, size, count, onGo} = props;
  const t = useText();
  const format = useFormat();
  if (count <= size) return null;
  const last = Math.ceil(count / size) - 1;
  const shown = {
    from: format.number(page * size + 1),
    to: format.number(Math.min(count, (page + 1) * size)),
    count: format.number(count),
  };
  return (
    <nav className="paging" aria-label={t('portal.paging.label')}>
      <Button onPress={() => onGo(page - 1)} disabled={page === 0}>
        {t('portal.paging.previous')}
      </Button>
      <span role="status">{t('portal.paging.shown', shown)}</span>
      <Button onPress={() => onGo(page + 1)} disabled={page >= last}>
        {t('portal.paging.next')}
      </Button>
    </nav>
  );
}
