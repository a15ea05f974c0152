/** The globe on a carnet's cover: the sign of every app. Decoration beside the name. */
export function Emblem() {
  return (
    <svg viewBox="0 0 24 24" className="oc-emblem" aria-hidden="true">
      <circle cx="12" cy="12" r="9.5" />
      <path d="M2.5 12h19M16 3.5c-5.5 5.5-5.5 11.5 0 17M8 3.5c5.5 5.5 5.5 11.5 0 17" />
    </svg>
  );
}
