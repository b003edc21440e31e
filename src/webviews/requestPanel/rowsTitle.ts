import type { Row } from "../../features/requestPanel/draft.ts";

/** With how many rows hold something: one that was emptied is still there to type into, and nothing is sent of it. */
export function rowsTitle(title: string, rows: readonly Row[]): string {
  const used = rows.filter(({ name, value }) => name !== "" || value !== "").length;
  return used === 0 ? title : `${title} (${used})`;
}
