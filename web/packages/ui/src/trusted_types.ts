// The page's policy is `require-trusted-types-for 'script'`: strings reach script and markup sinks only through here.
// Scripts (workers, the service worker) may come from this origin; markup may hold no tag at all: React makes elements.

interface Policy {
  createHTML: (text: string) => string;
  createScriptURL: (url: string) => string;
}
interface Factory {
  createPolicy: (name: string, policy: Policy) => unknown;
}

/** Once, before anything else runs. Browsers without Trusted Types have nothing to install. */
export function installTrustedTypes(): void {
  const factory = (globalThis as {trustedTypes?: Factory}).trustedTypes;
  factory?.createPolicy('default', {
    createHTML(text) {
      if (text.includes('<')) throw new TypeError('markup is made by React, never from text');
      return text;
    },
    createScriptURL(url) {
      const {origin, href} = new URL(url, location.href);
      if (origin !== location.origin) throw new TypeError(`no script from ${origin}`);
      return href;
    },
  });
}
