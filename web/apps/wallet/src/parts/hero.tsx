// The picture of the first screen: the green carnet, its coloured vouchers, and the phone that carries them. It says
// nothing that the words beside it do not.
export function Hero() {
  return (
    <svg className="ow-hero" viewBox="0 0 360 190" aria-hidden="true">
      <path d="M0 168c60-26 120-26 180-8s120 14 180-10v40H0z" fill="#e3ecdf" />
      <g transform="translate(62 26) rotate(-7)">
        <rect x="10" y="12" width="104" height="136" rx="6" fill="#fff" stroke="#c9cfc4" />
        <rect x="98" y="22" width="24" height="30" rx="2" fill="#e0a91b" />
        <rect x="98" y="58" width="24" height="30" rx="2" fill="#fff" stroke="#9aa39e" />
        <rect x="98" y="94" width="24" height="30" rx="2" fill="#2b6ea5" />
        <rect width="104" height="140" rx="7" fill="#0d5c46" />
        <rect width="16" height="140" rx="7" fill="#083b2d" />
        <g fill="none" stroke="#f4c95d" strokeWidth="3">
          <circle cx="60" cy="54" r="25" />
          <path d="M35 54h50M71 32c-15 15-15 29 0 44M49 32c15 15 15 29 0 44" strokeWidth="2.2" />
          <path d="M38 104h44M46 117h28" strokeWidth="5" strokeLinecap="round" />
        </g>
      </g>
      <g transform="translate(206 14) rotate(5)">
        <rect width="92" height="160" rx="14" fill="#1c2a25" />
        <rect x="6" y="12" width="80" height="136" rx="7" fill="#fff" />
        <rect x="6" y="12" width="80" height="16" rx="5" fill="#e0a91b" />
        <path d={modules} fill="#1c2a25" />
        <circle cx="46" cy="121" r="16" fill="#0d5c46" />
        <path
          d="m38 121 6 6 11-12"
          fill="none"
          stroke="#fff"
          strokeWidth="4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </g>
    </svg>
  );
}

// Looks like a QR and is none: a scanner finds nothing in it.
const rows = [
  '111010111',
  '101011101',
  '111001111',
  '010110010',
  '110101101',
  '001011010',
  '111010011',
  '101110100',
  '111011011',
];
const modules = rows
  .flatMap((row, y) => [...row].map((dark, x) => (dark === '1' ? `M${19 + x * 6} ${38 + y * 6}h6v6h-6z` : '')))
  .join('');
