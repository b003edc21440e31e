import { assertNever } from "../../base/assertNever.ts";
import { UserFacingError } from "../../base/errors.ts";
import { parseJson } from "../../base/parseJson.ts";
import type { BodyMember } from "../../domain/http/bodyMember.ts";
import { columnMember, type ObjectColumn } from "../../domain/http/columnMember.ts";
import { openApiMembers } from "../../domain/http/openApiMembers.ts";
import { openApiName } from "../../domain/http/openApiName.ts";
import type { Catalog, EnabledObject } from "../../domain/model/catalog.ts";
import { bodyBinds } from "../../plsql/bodyBinds.ts";
import type { HandlerKey } from "../../services/catalog/readHandlerSource.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Exchange } from "../../services/requests/sendRequest.ts";
import { lastAttempt } from "./answer.ts";
import { statusText } from "./statusText.ts";
import type { Draft } from "./draft.ts";
import { namesInPath, type Endpoint } from "./endpointOf.ts";
import { bindMembers, type BodySource } from "./suggestions.ts";

/** What a body may hold, and where that was read. */
export interface ReadMembers {
  readonly members: readonly BodyMember[];
  /** One sentence for below the body. */
  readonly note: string;
}

/** Reads the columns of a row that can be given, or what a procedure takes. Throws what the session throws. */
export type ReadObjectColumns = (
  profile: ProfileId,
  object: EnabledObject,
  signal: AbortSignal,
) => Promise<readonly ObjectColumn[]>;

export interface MembersQuestion {
  readonly draft: Draft;
  /** What answers the draft. */
  readonly endpoint: Endpoint;
  readonly catalog: Catalog;
  readonly readColumns: (object: EnabledObject) => Promise<readonly ObjectColumn[]>;
  /** Undefined when the handler is gone or has none. */
  readonly readSource: (handler: HandlerKey) => Promise<string | undefined>;
  /** GETs a path below the schema's root, as the caller of the draft. */
  readonly get: (path: string) => Promise<Exchange>;
}

/** Throws `UserFacingError` answerNotUnderstood when nothing is said of a body, and what the two readings throw. */
export async function readBodyMembers(
  source: BodySource,
  question: MembersQuestion,
): Promise<ReadMembers> {
  switch (source) {
    case "source":
      return await fromSource(question);
    case "columns":
      return await fromColumns(question);
    case "openApi":
      return await fromOpenApi(question);
    default:
      return assertNever(source);
  }
}

async function fromSource({ draft, endpoint, readSource }: MembersQuestion): Promise<ReadMembers> {
  const { path, found } = endpoint;
  const source = found && (await readSource(found.key));
  const binds = found ? bodyBinds({ ...found.handler, source }, namesInPath(draft, endpoint)) : [];
  if (binds.length > 0) {
    return {
      members: bindMembers(binds),
      note: "From the names that the source of the handler binds.",
    };
  }
  throw new UserFacingError({
    code: "answerNotUnderstood",
    message: `The source of the handler of ${draft.method} ${path} binds nothing that a body would bring.`,
    why: "It may take the body as a whole, by :body or :body_text. Then the body is what you and the handler have agreed on.",
  });
}

async function fromColumns({ endpoint, readColumns }: MembersQuestion): Promise<ReadMembers> {
  const { path, object } = endpoint;
  const columns = object ? await readColumns(object) : [];
  if (!object || columns.length === 0) {
    throw new UserFacingError({
      code: "answerNotUnderstood",
      message: `The database shows no columns of ${object?.name ?? path}.`,
      why: "They are shown to the owner and to whom a grant was given. Try the OpenAPI document instead.",
    });
  }
  const note = `From ${object.name}, without what Oracle fills in by itself. A member that is null may be left out.`;
  return { members: columns.map(columnMember), note };
}

async function fromOpenApi({
  draft,
  endpoint: { path },
  catalog,
  get,
}: MembersQuestion): Promise<ReadMembers> {
  const name = openApiName(path, catalog);
  if (name === undefined) throw notDescribed(path);
  const { response } = lastAttempt(await get(`/open-api-catalog/${encodeURIComponent(name)}/`));
  if (response.status !== 200) throw notAnswered(name, response.status);
  if (response.truncated)
    throw notDescribed(path, `The document of ${name} is too long to be read.`);
  const { method } = draft;
  const members = openApiMembers(parseJson(new TextDecoder().decode(response.body)), {
    method,
    path,
    root: name,
  });
  if (!members) {
    throw notDescribed(path, `The document of ${name} says nothing of a body for ${method}.`);
  }
  return { members, note: `From the OpenAPI document of ${name}.` };
}

function notAnswered(name: string, status: number): UserFacingError {
  return new UserFacingError({
    code: "answerNotUnderstood",
    message: `ORDS did not give the OpenAPI document of ${name}: ${status} ${statusText(status)}.`,
    why: "It is made for published modules and enabled objects, and a privilege may protect /open-api-catalog/*. Choose a caller who may read it under Call as.",
  });
}

function notDescribed(path: string, why?: string): UserFacingError {
  return new UserFacingError({
    code: "answerNotUnderstood",
    message: `No OpenAPI document describes a body for ${path}.`,
    why: why ?? "The address belongs to no published module and no enabled object.",
  });
}
