import {settings} from '@opencarnet/api';
import {type Language, LanguageProvider, useText} from '@opencarnet/i18n';
import {Button, Kit, LanguageChoice, PageTitle, PasswordField, ProblemPanel, Tabs, TextField, Dialog, CheckField, ChoiceField} from '@opencarnet/ui';
import {useState} from 'react';
import {BrowserRouter, Route, Routes} from 'react-router';
import {load} from 'virtual:messages';

const speak = (language: Language) => {
  settings.language = language;
};

export function App() {
  return (
    <LanguageProvider load={load} onChange={speak}>
      <Kit>
        <BrowserRouter>
          <Routes>
            <Route path="*" element={<First />} />
          </Routes>
        </BrowserRouter>
      </Kit>
    </LanguageProvider>
  );
}

function First() {
  const t = useText();
  const [text, setText] = useState('');
  return (
    <main>
      <PageTitle>OpenCarnet</PageTitle>
      <LanguageChoice />
      <TextField name="email" label={t('ui.loading')} value={text} onChange={setText} />
      <PasswordField name="password" label={t('ui.loading')} value={text} onChange={setText} autoComplete="off" />
      <ProblemPanel problem={undefined} />
      <CheckField name="c" label="" checked onChange={() => undefined} />
      <ChoiceField name="c" label="" value="" options={[]} onChange={() => undefined} />
      <Tabs tabs={[]} active="" onChange={() => undefined} label="" />
      <Dialog open={false} title="" onClose={() => undefined}>{null}</Dialog>
      <Button kind="main">{t('ui.try_again')}</Button>
    </main>
  );
}
