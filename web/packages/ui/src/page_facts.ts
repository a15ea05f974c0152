// What the server put into the page for this load.

/** Whether this server plays the demo world, whose accounts everybody may use. */
export const isDemo = (): boolean =>
  document.querySelector<HTMLMetaElement>('meta[name="opencarnet-demo"]')?.content === 'yes';
