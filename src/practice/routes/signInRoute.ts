import { Secret } from "../../base/secret.ts";
import { isOwner } from "../http/caller.ts";
import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { escapeHtml, page } from "../http/problem.ts";
import { createCode, createLogin, findLogin, type Login } from "../signIns.ts";
import type { World } from "../world.ts";

/**
 * `/ords/<alias>/oauth/auth`: a person signs in, approves what a client may do in their name, and is sent back to the
 * client with a code (RFC 6749 section 4.1; kairkowy/APEX-ORDS shows the steps of ORDS, not its pages). A question that
 * does not fit the client is answered with a page and never with a redirect, since nobody knows where it would lead.
 */
export function answerSignIn(world: World, request: PracticeRequest): PracticeResponse {
  const question = readQuestion(world, request.query);
  if (typeof question === "string") return htmlPage(400, page("This does not work", question));
  const cookie = readCookie(request);
  const login = cookie && findLogin(world, cookie);
  if (request.method !== "POST") {
    return login ? askApproval(question, login) : askSignIn(world, question);
  }
  // A page of another origin must not send our forms.
  const { origin } = request.headers;
  if (origin !== undefined && origin !== request.origin) {
    return htmlPage(403, page("Refused", "The form was sent from another page."));
  }
  const form = new URLSearchParams(request.body);
  if (!form.has("decision")) return signIn(world, request, { question, form });
  if (!login || form.get("form_token") !== login.formToken) return askSignIn(world, question);
  return sendBack(world, question, { login, isApproved: form.get("decision") === "approve" });
}

interface Question {
  readonly clientRow: number;
  readonly clientName: string;
  readonly privileges: readonly string[];
  readonly redirectUri: string;
  readonly sentRedirectUri: string | undefined;
  readonly state: string | undefined;
  readonly challenge: string | undefined;
}

/** What the client asks for, or why it cannot be answered. */
function readQuestion(world: World, query: URLSearchParams): Question | string {
  const { engine } = world.dictionary;
  const row = engine.row(
    "select id, name, auth_flow, redirect_uri from ords$clients where client_id = ?",
    [query.get("client_id") ?? ""],
  );
  if (!row) return "No client of this schema has this client_id.";
  const grant = String(row["auth_flow"]).toLowerCase();
  if (grant !== "authorization_code") {
    return `The client is registered for the grant ${grant}; people sign in through clients of authorization_code.`;
  }
  if (query.get("response_type") !== "code") return "response_type has to be code.";
  const registered = String(row["redirect_uri"] ?? "");
  const sent = query.get("redirect_uri") ?? undefined;
  if (!URL.canParse(registered)) return "The client has no redirect URI.";
  if (sent !== undefined && sent !== registered) {
    return "redirect_uri is not the one that the client is registered with.";
  }
  const method = query.get("code_challenge_method");
  if (query.has("code_challenge") && method !== "S256") {
    return "code_challenge_method has to be S256.";
  }
  const name = String(row["name"]);
  const client = world.access.catalog.clients.find((one) => one.name === name);
  return {
    clientRow: Number(row["id"]),
    clientName: name,
    privileges: client?.privileges ?? [],
    redirectUri: registered,
    sentRedirectUri: sent,
    state: query.get("state") ?? undefined,
    challenge: query.get("code_challenge") ?? undefined,
  };
}

interface Filled {
  readonly question: Question;
  readonly form: URLSearchParams;
}

function signIn(world: World, request: PracticeRequest, { question, form }: Filled) {
  const user = form.get("user") ?? "";
  const password = new Secret(form.get("password") ?? "");
  if (!isOwner(world, { user, password })) {
    return askSignIn(world, question, "The name or the password is wrong.");
  }
  const roles = [...new Set(["SQL Developer", ...form.getAll("role")])];
  const cookie = createLogin(world, user.toUpperCase(), roles);
  return {
    status: 303,
    headers: {
      location: `${request.path}?${request.query.toString()}`,
      "set-cookie": `${cookieName}=${cookie.reveal()}; HttpOnly; SameSite=Lax; Path=${request.path}`,
    },
    body: "",
  };
}

function sendBack(
  world: World,
  question: Question,
  { login, isApproved }: { readonly login: Login; readonly isApproved: boolean },
): PracticeResponse {
  const target = new URL(question.redirectUri);
  if (isApproved)
    target.searchParams.set("code", createCode(world, { ...question, login }).reveal());
  else target.searchParams.set("error", "access_denied");
  if (question.state !== undefined) target.searchParams.set("state", question.state);
  return { status: 302, headers: { location: target.href }, body: "" };
}

function askSignIn(world: World, { clientName }: Question, trouble = ""): PracticeResponse {
  const roles = world.access.catalog.roles
    .filter(({ builtIn }) => !builtIn)
    .map(({ name }) => {
      const value = escapeHtml(name);
      return `<label><input type="checkbox" name="role" value="${value}"> ${value}</label><br>`;
    });
  const body = `<h1>Sign in</h1>
<p>Client ${escapeHtml(clientName)} wants to act for you.</p>
${trouble === "" ? "" : `<p role="alert">${escapeHtml(trouble)}</p>`}
<form method="post">
<p><label>User <input name="user" value="${escapeHtml(world.dictionary.schema)}" autocomplete="username"></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" autofocus></label></p>
${roles.length === 0 ? "" : `<fieldset><legend>Roles to have this time</legend>${roles.join("\n")}</fieldset>`}
<p><button>Sign in</button></p>
</form>`;
  // ORDS answers its sign-in page with this status, too (kairkowy/APEX-ORDS).
  return htmlPage(401, document("Sign in", body));
}

function askApproval(question: Question, login: Login): PracticeResponse {
  const { privileges, clientName, redirectUri } = question;
  const list =
    privileges.length === 0
      ? "<p>It asks for no privilege, so it will reach nothing that is protected.</p>"
      : `<ul>${privileges.map((name) => `<li>${escapeHtml(name)}</li>`).join("")}</ul>`;
  const body = `<h1>Approve</h1>
<p>${escapeHtml(login.user)}, client ${escapeHtml(clientName)} wants to act for you with these privileges:</p>
${list}
<p>You are sent back to ${escapeHtml(new URL(redirectUri).origin)}.</p>
<form method="post">
<input type="hidden" name="form_token" value="${escapeHtml(login.formToken)}">
<p><button name="decision" value="approve">Approve</button> <button name="decision" value="deny">Deny</button></p>
</form>`;
  return htmlPage(200, document("Approve", body));
}

function document(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body>${body}
<p>This is the practice server of ORDS Security, a simulated Oracle REST Data Services.</p></body></html>
`;
}

function htmlPage(status: number, body: string): PracticeResponse {
  return {
    status,
    headers: {
      "content-type": "text/html;charset=utf-8",
      // No form-action: a browser would apply it to the redirect that ends the approval.
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
      "referrer-policy": "no-referrer",
    },
    body,
  };
}

const cookieName = "practice_login";

function readCookie({ headers }: PracticeRequest): Secret | undefined {
  const parts = (headers["cookie"] ?? "").split(";").map((part) => part.trim());
  const found = parts.find((part) => part.startsWith(`${cookieName}=`));
  return found === undefined ? undefined : new Secret(found.slice(cookieName.length + 1));
}
