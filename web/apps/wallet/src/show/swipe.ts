// A finger drawn sideways, in the direction of reading.
import {type TouchEvent, useRef} from 'react';

const enough = 60;

export function useSwipe(onward: () => void, back: () => void) {
  const from = useRef<{x: number; y: number}>(undefined);
  return {
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches[0];
      from.current = touch && event.touches.length === 1 ? {x: touch.clientX, y: touch.clientY} : undefined;
    },
    onTouchEnd: (event: TouchEvent) => {
      const begun = from.current;
      const touch = event.changedTouches[0];
      from.current = undefined;
      if (!begun || !touch) return;
      const dx = touch.clientX - begun.x;
      if (Math.abs(dx) < enough || Math.abs(dx) < 2 * Math.abs(touch.clientY - begun.y)) return;
      const rightToLeft = document.documentElement.dir === 'rtl';
      if (dx < 0 === !rightToLeft) onward();
      else back();
    },
  };
}
