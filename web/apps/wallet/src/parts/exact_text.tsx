// The very text that the device signs, as it is.
import {useText} from '@opencarnet/i18n';
import {Text} from '@opencarnet/ui';

export function ExactText({text}: {text: string}) {
  const t = useText();
  return (
    <>
      <Text soft small>
        {t('wallet.exact_text_hint')}
      </Text>
      <code dir="ltr" className="ow-exact">
        {text}
      </code>
    </>
  );
}
