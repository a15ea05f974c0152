// The code that undoes: folded away, so that nobody reads it over a shoulder.
import {useText} from '@opencarnet/i18n';
import {CodeGroups, Column, Fold, Text} from '@opencarnet/ui';

export function CancellationCode({code}: {code: string}) {
  const t = useText();
  return (
    <Fold title={t('wallet.show.cancellation_code')}>
      <Column gap="xs">
        <Text>{t('wallet.show.cancellation_hint')}</Text>
        <CodeGroups code={code} label={t('wallet.show.cancellation_code')} />
      </Column>
    </Fold>
  );
}
