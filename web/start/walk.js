// "Walk through a crossing": the wallet as wide as a telephone at the end of the screen, the portal in the rest of it.
const button = document.getElementById('walk');
const blocked = document.getElementById('walk-blocked');

function side(address, name, left, width) {
  return window.open(address, name, `popup,left=${left},top=0,width=${width},height=${screen.availHeight}`);
}

if (button && blocked) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const phone = Math.min(420, screen.availWidth);
    const rest = Math.max(320, screen.availWidth - phone);
    const wallet = side(button.dataset.wallet, 'opencarnet-wallet', rest, phone);
    const portal = side(button.dataset.portal, 'opencarnet-portal', 0, rest);
    blocked.hidden = Boolean(wallet && portal);
  });
}
