// The wallet PIN: digits the holder knows by heart. It never leaves the device and is kept nowhere.

const shortest = 6;
const arabicIndic = 0x0660;
const persian = 0x06f0;

/** Digits of an Arabic or Persian keyboard are the same digits: the PIN is one, whatever keyboard it is typed on. */
export function plainDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (sign) => {
    const code = sign.charCodeAt(0);
    return String(code - (code >= persian ? persian : arabicIndic));
  });
}

/** One step from digit to digit all the way: 111111, 123456, 654321, 246802, 890123. */
function isSequence(digits: number[]): boolean {
  const step = (digits[1]! - digits[0]! + 10) % 10;
  return digits.every((digit, at) => at === 0 || (digit - digits[at - 1]! + 10) % 10 === step);
}

/** A short piece over and over: 121212, 123123, 455455. */
function isRepetition(pin: string): boolean {
  for (let length = 1; length <= pin.length / 2; ++length) {
    if (
      pin ===
      pin
        .slice(0, length)
        .repeat(Math.ceil(pin.length / length))
        .slice(0, pin.length)
    )
      return true;
  }
  return false;
}

/** Why this PIN cannot be chosen, if it cannot. Asked when a PIN is chosen, not when it is typed to open. */
export function pinProblem(pin: string): 'too_short' | 'not_digits' | 'too_simple' | undefined {
  const plain = plainDigits(pin);
  if (!/^[0-9]*$/.test(plain)) return 'not_digits';
  if (plain.length < shortest) return 'too_short';
  if (isSequence([...plain].map(Number)) || isRepetition(plain)) return 'too_simple';
  return undefined;
}
