// Which languages there are, how they run, and which one this reader wants.

export const languages = ['en', 'fr', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Each in its own words: a reader who landed in the wrong language still finds theirs. */
export const languageNames: Record<Language, string> = {en: 'English', fr: 'Français', ar: 'العربية'};

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/**
 * How the language writes days and numbers: Gregorian calendar and European digits everywhere, as customs documents do;
 * English with the day before the month, as everybody at a border but Americans reads it.
 */
export function localeOf(language: Language): string {
  return `${language === 'en' ? 'en-GB' : language}-u-ca-gregory-nu-latn`;
}

const storageKey = 'language';

function known(tag: string | null | undefined): Language | undefined {
  const short = tag?.toLowerCase().split('-')[0];
  return languages.find((language) => language === short);
}

/** `?lang=` of the address, else what was chosen here before, else the browser's first that we speak, else English. */
export function preferredLanguage(): Language {
  const asked = known(new URLSearchParams(location.search).get('lang'));
  if (asked) return asked;
  const chosen = known(localStorage.getItem(storageKey));
  if (chosen) return chosen;
  for (const tag of navigator.languages) {
    const language = known(tag);
    if (language) return language;
  }
  return 'en';
}

/** Kept in this browser; no secret, survives signing out. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}
