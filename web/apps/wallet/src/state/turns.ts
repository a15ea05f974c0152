// Answers can overtake each other: what was asked for first may arrive last, and must not overwrite what is newer.

/** Work on the same carnet is done one after another. */
export function createTurns() {
  const last = new Map<number, Promise<unknown>>();
  const changes = new Map<number, number>();
  return {
    /** Something newer than any answer under way is being written. */
    overtake(carnetId: number): void {
      changes.set(carnetId, (changes.get(carnetId) ?? 0) + 1);
    },
    /** `overtaken` tells, once each time, that what was asked for may be older than what is kept: ask again. */
    inTurn<T>(carnetId: number, work: (overtaken: () => boolean) => Promise<T>): Promise<T> {
      const turn = (last.get(carnetId) ?? Promise.resolve()).then(() => {
        let seen = changes.get(carnetId);
        return work(() => {
          const before = seen;
          seen = changes.get(carnetId);
          return seen !== before;
        });
      });
      last.set(
        carnetId,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}
