import type { Page } from "playwright-core";

/** All that the window has stored in its browser, as one text. */
export async function browserStorage(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error ?? new Error("No database")));
      });
    const found: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([
          settled(objects.getAllKeys()),
          settled<unknown[]>(objects.getAll()),
        ]);
        found.push(name, store, keys, values);
      }
      database.close();
    }
    // Files are stored as bytes.
    return JSON.stringify(found, (_, value: unknown) =>
      value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
    );
  });
}
