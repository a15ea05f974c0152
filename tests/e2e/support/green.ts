// How long after the commit the wallet's card turns green, by itself.
import {type PortalApp} from './portal_app.ts';
import {type WalletApp} from './wallet_app.ts';

/** Call it before the press. Both pages run on one clock. */
export async function greenWithin(wallet: WalletApp, portal: PortalApp): Promise<{sinceAnswer: number; sincePress: number}> {
  const isCommit = (url: string) => url.endsWith('/commit');
  const pressed = portal.page.waitForRequest((request) => isCommit(request.url())).then(() => Date.now());
  const answered = portal.page.waitForResponse((response) => isCommit(response.url()) && response.ok()).then(() => Date.now());
  const green = wallet.page.evaluate(
    () =>
      new Promise<number>((seen) => {
        const look = () => {
          if (!document.querySelector('[data-testid="committed"]')) return;
          watching.disconnect();
          seen(Date.now());
        };
        const watching = new MutationObserver(look);
        watching.observe(document.body, {childList: true, subtree: true});
        look();
      }),
  );
  const [from, answer, turned] = await Promise.all([pressed, answered, green]);
  return {sinceAnswer: Math.max(0, turned - answer), sincePress: turned - from};
}
