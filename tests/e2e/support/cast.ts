// Who plays: a holder with a telephone and officers at counters, each in a browser of their own.
import {type Outfit, type Story, openBrowser, sitDown} from './browser.ts';
import {type Issued, type Order, issue, register, someone} from './journey.ts';
import {PortalApp} from './portal_app.ts';
import {Server} from './server.ts';
import {WalletApp} from './wallet_app.ts';

export type Cast = Awaited<ReturnType<typeof castOf>>;

/** A server and a browser, ended when the story ends. */
export async function castOf(story: Story, {carnets = 5} = {}) {
  const server = await Server.start(carnets);
  story.after(() => server.stop());
  const eyes = await openBrowser(story);
  return {
    server,
    eyes,
    async holder(outfit: Outfit = {}): Promise<WalletApp> {
      const {page} = await sitDown(eyes.browser, {screen: 'phone', ...outfit});
      return new WalletApp(page, server, outfit.language);
    },
    /** Signed in at the first office of that country that the demo world names. */
    async officer(country: string, outfit: Outfit = {}, office?: string): Promise<PortalApp> {
      const {page} = await sitDown(eyes.browser, outfit);
      const portal = new PortalApp(page, server, outfit.language);
      await portal.signIn(await server.account('officer', country, office));
      return portal;
    },
  };
}

/** A wallet with a carnet that is downloaded and signed. */
export async function readyWallet(
  cast: Cast,
  outfit: Outfit = {},
  order: Order = {},
): Promise<{wallet: WalletApp; issued: Issued}> {
  const person = someone();
  await register(cast.server, person);
  const issued = await issue(cast.server, order);
  const wallet = await cast.holder(outfit);
  await wallet.signIn(person);
  await wallet.download(issued);
  await wallet.signCarnet();
  return {wallet, issued};
}
