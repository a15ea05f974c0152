// How long after the commit the wallet's card turns green, by itself.
import {type PortalApp} from './portal_app.ts';
import {type WalletApp} from './wallet_app.ts';

export interface Green {
  /** From when the portal had the answer; 0 when the wallet knew before. */
  sinceAnswer: number;
  sincePress: number;
}

/** Call it before the press. Both pages run on one machine's clock and read it themselves. */
export async function greenWithin(wallet: WalletApp, portal: PortalApp): Promise<Green> {
  const committed = portal.page.waitForResponse((response) => response.url().endsWith('/commit') && response.ok());
  const green = wallet.page.evaluate(
    () =>
      new Promise<number>((seen) => {
        const look = () => {
          if (!document.querySelector('[data-testid="committed"]')) return;
          watching.disconnect();
          seen(performance.timeOrigin + performance.now());
        };
        const watching = new MutationObserver(look);
        watching.observe(document.body, {childList: true, subtree: true});
        look();
      }),
  );
  await (await committed).finished();
  const turned = await green;
  const [pressed, answered] = await portal.page.evaluate(() => {
    const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const last = all.findLast((each) => each.name.endsWith('/commit'));
    return [performance.timeOrigin + (last?.startTime ?? NaN), performance.timeOrigin + (last?.responseEnd ?? NaN)];
  });
  return {
    sinceAnswer: Math.max(0, Math.round(turned - (answered ?? NaN))),
    sincePress: Math.round(turned - (pressed ?? NaN)),
  };
}
