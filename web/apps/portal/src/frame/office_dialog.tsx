// Where this account works from now on: the office with which every new transaction begins.
import type {Problem} from '@opencarnet/api';
import {identity} from '@opencarnet/api/identity';
import {useText} from '@opencarnet/i18n';
import {Column, Dialog, Empty, ProblemPanel, TextField, Waiting} from '@opencarnet/ui';
import {useState} from 'react';

import {writeDraft} from '../data/drafts';
import {queryClient, useOffices} from '../data/queries';
import {useSigned} from '../session/session';
import {matching} from '../shared/search';

export function OfficeDialog({open, onClose}: {open: boolean; onClose: () => void}) {
  const t = useText();
  return (
    <Dialog open={open} title={t('portal.office.title')} onClose={onClose}>
      <OfficeList onDone={onClose} />
    </Dialog>
  );
}

function OfficeList({onDone}: {onDone: () => void}) {
  const t = useText();
  const {ask, change, session} = useSigned();
  const offices = useOffices();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [moving, setMoving] = useState('');

  const move = async (officeId: string) => {
    if (moving) return;
    setMoving(officeId);
    const result = await ask(() => identity.PUT('/sessions/current/office', {body: {office_id: officeId}}));
    setMoving('');
    if (!result.ok) {
      setProblem(result.problem);
      return;
    }
    writeDraft('office', undefined);
    change(result.data);
    void queryClient.invalidateQueries({queryKey: ['offices']});
    onDone();
  };
  const found = offices.data?.filter((each) => matching(`${each.name} ${each.region}`, text)) ?? [];
  return (
    <Column gap="sm">
      <p className="oc-soft">{t('portal.office.hint')}</p>
      <ProblemPanel problem={problem ?? offices.error ?? undefined} onRetry={() => void offices.refetch()} />
      <TextField name="office_search" type="search" label={t('portal.office.search')} value={text} onChange={setText} />
      {offices.isPending ? <Waiting /> : null}
      {offices.data && !found.length ? (
        <Empty title={t('portal.office.none')} hint={t('portal.office.none_hint')} />
      ) : null}
      <ul className="portal-choices">
        {found.map((each) => (
          <li key={each.office_id}>
            <button
              type="button"
              aria-current={each.office_id === session.office_id ? 'true' : undefined}
              aria-busy={moving === each.office_id || undefined}
              onClick={() => void move(each.office_id)}
            >
              <bdi>{each.name}</bdi>
              <span className="oc-soft">
                <bdi>{each.region}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Column>
  );
}
