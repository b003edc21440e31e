/**
 * What was looked up outside the editor. The steps of a walk follow from the answers at once and cannot wait, so they
 * use what is known by then.
 */
export interface Lookup<T> {
  known(key: string): T | undefined;
  /** Looks anew: the person may have mended it meanwhile. */
  read(key: string): Promise<T>;
}

export function createLookup<T>(read: (key: string) => Promise<T>): Lookup<T> {
  const found = new Map<string, T>();
  return {
    known: (key) => found.get(key),
    read: async (key) => {
      const value = await read(key);
      found.set(key, value);
      return value;
    },
  };
}
