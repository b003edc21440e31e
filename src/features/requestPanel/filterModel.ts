import { emptyFilter, type FilterObject } from "../../domain/filter/filterObject.ts";
import { readFilterText } from "../../domain/filter/readFilterText.ts";
import { writeFilter } from "../../domain/filter/writeFilter.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import { selectedColumns } from "../../plsql/selectedColumns.ts";
import type { Draft } from "./draft.ts";
import { mergedColumns, namedColumn, type FilterColumn } from "./filterColumns.ts";
import { filterTextOf, withFilterText, type FilterForm } from "./filterForm.ts";
import { filterOfForm, formOfFilter, type FilterProblem } from "./filterOfForm.ts";
import { splitQuery } from "./requestAddress.ts";
import { endpointOf, type Endpoint } from "./endpointOf.ts";
import { isFiltered } from "./suggestions.ts";

/** What the page shows of the filter `q` as rows. */
export interface FilterModel {
  /** Whether a filter is of use, or there is one already. */
  readonly offered: boolean;
  /** The rows: as they are being typed, else as `q` says them; undefined when rows cannot say it. */
  readonly form: FilterForm | undefined;
  /** Why there are no rows. */
  readonly why: string | undefined;
  /** What stands in `q`, or would. */
  readonly text: string;
  /** What the rows say, in a sentence that is read aloud. */
  readonly status: string;
  readonly problems: readonly FilterProblem[];
  readonly columns: readonly FilterColumn[];
  /** Whose columns can be read, in words; undefined when there is nothing to read, or it is read. */
  readonly columnsFrom: string | undefined;
}

export interface FilterState {
  readonly draft: Draft;
  /** The rows that are being typed. */
  readonly filter: FilterForm | undefined;
  /** What has been seen of columns, and for which address. */
  readonly columns: SeenColumns | undefined;
}

export interface SeenColumns {
  readonly path: string;
  /** In an answer. */
  readonly answered: readonly FilterColumn[];
  /** In the table, or in the source of the handler; undefined when nobody has looked. */
  readonly ofSchema: readonly FilterColumn[] | undefined;
}

export function filterModel(
  { draft, filter, columns }: FilterState,
  catalog: Catalog | undefined,
): FilterModel {
  const endpoint = endpointOf(draft, catalog);
  const { path, found } = endpoint;
  const seen = columns?.path === path ? columns : undefined;
  const known = mergedColumns(
    seen?.answered ?? [],
    seen?.ofSchema ?? [],
    selectedColumns(found?.handler.source ?? "").map(namedColumn),
  );
  const text = filterTextOf(draft);
  const isOfUse = text !== undefined || catalog === undefined || isFiltered(draft, endpoint);
  return {
    offered: draft.method === "GET" && isOfUse && !hasFilterInAddress(draft),
    ...rowsOf(filter, text ?? ""),
    columns: known,
    columnsFrom: seen?.ofSchema === undefined ? unreadColumns(endpoint) : undefined,
  };
}

/** Rows write into the query; ORDS would get two filters. */
function hasFilterInAddress({ address }: Draft): boolean {
  return new URLSearchParams(splitQuery(address.trim()).query).has("q");
}

function unreadColumns({ found, object }: Endpoint): string | undefined {
  if (found) return found.handler.source === undefined ? "the handler" : undefined;
  return object?.name;
}

/** The draft as the rows say it: their text stands in `q`. */
export function withFilter(draft: Draft, form: FilterForm | undefined): Draft {
  return form ? withFilterText(draft, writeFilter(filterOfForm(form).filter)) : draft;
}

type Rows = Pick<FilterModel, "form" | "why" | "text" | "status" | "problems">;

function rowsOf(typed: FilterForm | undefined, text: string): Rows {
  if (typed) {
    const { filter, problems } = filterOfForm(typed);
    const status = statusOf(filter, problems);
    return { form: typed, why: undefined, text: writeFilter(filter), status, problems };
  }
  const read = readFilterText(text);
  if (read.kind === "unreadable") {
    const why = `The filter in q cannot be shown as rows: ${read.why}. It stays as it is.`;
    return { form: undefined, why, text, status: why, problems: [] };
  }
  const form = formOfFilter(read.filter);
  const { filter, problems } = filterOfForm(form);
  return { form, why: undefined, text, status: statusOf(filter, problems), problems };
}

function statusOf(filter: FilterObject, problems: readonly FilterProblem[]): string {
  const missing = new Set(problems.map(({ part, index }) => `${part} ${index}`)).size;
  const order = filter.order.map(({ column, direction }) =>
    direction === "desc" ? `${column} descending` : column,
  );
  return [
    conditionsInWords(filter),
    ...(order.length === 0 ? [] : [`Ordered by ${order.join(", ")}.`]),
    ...(filter.asOf === emptyFilter.asOf ? [] : ["As of a moment in the past."]),
    ...(missing === 0
      ? []
      : [missing === 1 ? "1 row is not in it yet." : `${missing} rows are not in it yet.`]),
  ].join(" ");
}

function conditionsInWords({ match, conditions }: FilterObject): string {
  switch (conditions.length) {
    case 0:
      return "No condition: all rows.";
    case 1:
      return "1 condition.";
    default:
      return match === "all"
        ? `${conditions.length} conditions, all of which have to hold.`
        : `${conditions.length} conditions, one of which has to hold.`;
  }
}
