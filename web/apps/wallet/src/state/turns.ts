// Answers can overtake each other: what was asked for first may arrive last, and must not overwrite what is newer.

/** Work on the same thing kept in the vault is done one after another. */
export function createTurns() {
  const last = new Map<string, Promise<unknown>>();
  const changes = new Map<string, number>();
  return {
    /** Something newer than any answer under way is being written. */
    overtake(thing: string): void {
      changes.set(thing, (changes.get(thing) ?? 0) + 1);
    },
    /** `overtaken` tells, once each time, that what was asked for may be older than what is kept: ask again. */
    inTurn<T>(thing: string, work: (overtaken: () => boolean) => Promise<T>): Promise<T> {
      const turn = (last.get(thing) ?? Promise.resolve()).then(() => {
        let seen = changes.get(thing);
        return work(() => {
          const before = seen;
          seen = changes.get(thing);
          return seen !== before;
        });
      });
      last.set(
        thing,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}
