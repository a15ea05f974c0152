// What both apps must know without a network. Making and scanning QRs have exports of their own, so that they load
// late: @opencarnet/carnet/make_qr, @opencarnet/carnet/scanner.
export * from './codes';
export * from './goods';
export * from './qr_text';
export * from './ranges';
export * from './verify_qr';
