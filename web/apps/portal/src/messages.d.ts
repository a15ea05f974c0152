declare module 'virtual:messages' {
  import type {Language, Messages} from '@opencarnet/i18n';
  export const load: (language: Language) => Promise<Messages>;
}
