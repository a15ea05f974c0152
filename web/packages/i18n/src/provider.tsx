// Holds the chosen language for everything below it: messages, direction of the page, formats.
import {type ReactNode, createContext, useContext, useEffect, useMemo, useState} from 'react';
import {IntlProvider, type IntlShape} from 'react-intl';

import {type Language, directionOf, localeOf, preferredLanguage, rememberLanguage} from './language';

export type Messages = NonNullable<IntlShape['messages']>;

interface Choice {
  language: Language;
  direction: 'ltr' | 'rtl';
  choose: (language: Language) => void;
}
const Chosen = createContext<Choice | undefined>(undefined);

/** The language in force and how to change it. */
export function useLanguage(): Choice {
  const choice = useContext(Chosen);
  if (!choice) throw new Error('useLanguage outside of LanguageProvider');
  return choice;
}

/** `load` comes from 'virtual:messages'. Nothing is shown before the texts are there; a change keeps the old ones. */
export function LanguageProvider(props: {
  load: (language: Language) => Promise<Messages>;
  onChange?: (language: Language) => void;
  children: ReactNode;
}) {
  const {load, onChange, children} = props;
  const [wanted, choose] = useState<Language>(preferredLanguage);
  const [shown, show] = useState<{language: Language; messages: Messages}>();

  useEffect(() => {
    let current = true;
    void load(wanted).then((messages) => {
      if (!current) return;
      document.documentElement.lang = wanted;
      document.documentElement.dir = directionOf(wanted);
      onChange?.(wanted);
      show({language: wanted, messages});
    });
    return () => {
      current = false;
    };
  }, [load, onChange, wanted]);

  const choice = useMemo<Choice | undefined>(
    () =>
      shown && {
        language: shown.language,
        direction: directionOf(shown.language),
        choose: (language) => {
          rememberLanguage(language);
          choose(language);
        },
      },
    [shown],
  );
  if (!shown || !choice) return null;
  return (
    <Chosen value={choice}>
      <IntlProvider locale={localeOf(shown.language)} messages={shown.messages} onError={complain}>
        {children}
      </IntlProvider>
    </Chosen>
  );
}

function complain(problem: Error): void {
  console.error(problem.message);
}
