// Texts, dates, numbers and names in the reader's language.
export type {TextKey} from '../generated/text_key';
export {
  type Language,
  directionOf,
  languageNames,
  languages,
  localeOf,
  preferredLanguage,
  rememberLanguage,
} from './language';
export {LanguageProvider, type Messages, useLanguage} from './provider';
export {type Text, type Values, useText} from './text';
export {type Format, useFormat} from './format';
