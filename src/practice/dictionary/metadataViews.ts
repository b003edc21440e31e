import type { OrdsRelease } from "../../domain/model/catalog.ts";
import { dataDictionaryViews } from "./dataDictionaryViews.ts";
import { ordsViews } from "./ordsViews.ts";

/** Makes the views of the release that is played, whatever was there before. */
export function metadataViews(release: OrdsRelease, schema: string): string {
  const views = ordsViews(release, schema);
  return [
    viewText("ords$tables", ["name"], tables),
    ...[...views, ...dataDictionaryViews(schema, views)].map(([name, { columns, query }]) =>
      viewText(
        name,
        columns.map((column) => column.name),
        query,
      ),
    ),
  ].join("\n");
}

/** The tables that a person has created, whoever asks. */
const tables =
  "select name from sqlite_master where type = 'table' and name not like 'ords$%' and name not like 'sqlite%' and name <> 'dual'";

function viewText(name: string, columns: readonly string[], query: string): string {
  return `drop view if exists ${name}; create view ${name} (${columns.join(", ")}) as ${query};`;
}
