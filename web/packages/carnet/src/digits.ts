// Digits of an Arabic or Persian keyboard, as the same digits in ASCII. Every sign stays one sign, so positions hold.
export function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (sign) => String((sign.charCodeAt(0) - 0x0660) % 16));
}
