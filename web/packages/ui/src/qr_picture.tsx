// A QR drawn sharp at any size: black on white whatever the theme, with its quiet zone.
export function QrPicture({modules, label}: {modules: boolean[][]; label: string}) {
  const quiet = 4;
  const size = modules.length + 2 * quiet;
  const path = modules
    .map((row, y) => row.map((dark, x) => (dark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')).join(''))
    .join('');
  return (
    <svg className="oc-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
