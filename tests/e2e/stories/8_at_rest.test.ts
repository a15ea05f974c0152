// What somebody reads who holds the telephone and not its PIN.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {castOf} from '../support/cast.ts';
import {issue, register, someone} from '../support/journey.ts';
import {everythingAtRest} from '../support/at_rest.ts';
import {nothingWentWrong} from '../support/watch.ts';

test('Nothing of goods, codes, names and numbers is readable in the browser’s storage without the PIN', async (t) => {
  const cast = await castOf(t);
  const person = someone();
  await register(cast.server, person);
  const issued = await issue(cast.server);
  const wallet = await cast.holder();
  await wallet.signIn(person);
  await wallet.download(issued);
  await wallet.signCarnet();
  await wallet.prepare(issued.carnet_id, {from: 'CH', to: 'XS', place: 'Opera of Klow'});
  await wallet.signDeclarations(3);
  await wallet.show(issued.carnet_id, 'validation');
  const code = (await wallet.code('wallet.show.code')).replaceAll(' ', '');
  await wallet.page.getByText(wallet.say('wallet.show.cancellation_code')).first().click();
  const undo = (await wallet.code('wallet.show.cancellation_code')).replaceAll(' ', '');
  await wallet.go(`/carnets/${issued.carnet_id}/goods`);
  await wallet.page.getByText('Electric violin Aurelia').first().waitFor();
  await wallet.go(`/carnets/${issued.carnet_id}/travels/new`);
  await wallet.fillTravel({from: 'XS', to: 'CH', place: 'Half typed and not saved'});
  await wallet.page.waitForTimeout(1500); // the draft's own pace
  await wallet.press('wallet.lock');

  const {text, entries} = await everythingAtRest(wallet.page);
  assert.ok(entries.database >= 5, `the vault keeps its records (${entries.database} found)`);
  assert.ok(entries.cache >= 3, `the app is kept for offline (${entries.cache} files found)`);
  const secrets = [
    'Aurelia',
    'Murmur',
    'AV-0417',
    issued.number,
    issued.pin.replaceAll('-', ''),
    code,
    undo,
    person.email,
    'edelweiss',
    'Alpstein',
    'Opera of Klow',
    'Half typed',
    'ZH 123',
    '802417',
    'OC1:',
  ];
  for (const secret of secrets)
    for (const [form, bytes] of Object.entries(formsOf(secret)))
      assert.ok(!text.toLowerCase().includes(bytes.toLowerCase()), `${secret} is readable as ${form}`);
  assert.ok(!new RegExp(`\\D${issued.carnet_id}\\D`).test(text), 'the carnet ID is readable');
  await nothingWentWrong(cast.server);
});

/** As it may stand in bytes that were read as Latin-1. Base64 has three alignments; its middle is the same in each. */
function formsOf(secret: string): Record<string, string> {
  const utf8 = Buffer.from(secret, 'utf8');
  const shifted = (by: number) =>
    Buffer.concat([Buffer.alloc(by), utf8])
      .toString('base64')
      .slice(by ? 4 : 0, -4);
  return {
    text: utf8.toString('latin1'),
    'UTF-16': Buffer.from(secret, 'utf16le').toString('latin1'),
    hexadecimal: utf8.toString('hex'),
    ...(secret.length > 6 ? {base64: shifted(0), 'base64 by 1': shifted(1), 'base64 by 2': shifted(2)} : {}),
  };
}
