/** Where the PDF of voucher and counterfoil stands; opened beside the page, printed from there. */
export const receiptAddress = (transactionId: string): string =>
  `/api/customs/v1/transactions/${transactionId}/receipt`;
