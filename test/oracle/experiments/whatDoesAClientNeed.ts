import { handler, mapping, moduleWith, privilege, role, template } from "../record/changes.ts";
import type { Call } from "../record/bench.ts";
import type { Experiment } from "../record/experiment.ts";
import type { Answers } from "../record/answer.ts";
import { allHold, given, hasStatus, jsonOf, statusOf } from "../record/verdict.ts";
import { own } from "../schema/ownNames.ts";

const base = `/${own("need")}`;
const paths = ["several", "roleless", "letters"] as const;
const clients = {
  "one role of two": plan("need_one", { roles: ["need_b"] }),
  "the privilege, no role": plan("need_listed", { privileges: ["need_several"] }),
  "the roleless privilege": plan("need_roleless", { privileges: ["need_roleless"] }),
  neither: plan("need_neither", {}),
  "the role in other letters": plan("need_letters", { roles: ["need_LETTERS"] }),
} as const;

/** Roles against the client's own list of privileges, and privileges without roles. */
export const whatDoesAClientNeed: Experiment = {
  name: "whatDoesAClientNeed",
  question: "What does a caller need: one role, all roles, or the privilege in its own list?",
  setUp: {
    changes: () => [
      ...moduleWith("need", [...paths, "open"]),
      template("need", "who"),
      handler("need", { uriTemplate: "who", source: "select :current_user as who from dual" }),
      role("need_a"),
      role("need_b"),
      role("need_letters"),
      role("need_LETTERS"),
      privilege("need_several", [own("need_a"), own("need_b")]),
      privilege("need_roleless", []),
      privilege("need_letters", [own("need_letters")]),
      ...paths.map((path) => mapping(`need_${path}`, `${base}/${path}`)),
    ],
    clients: Object.values(clients),
  },
  ask: async (bench) => {
    const { user, password } = bench;
    const asUser: Partial<Call> = {
      credential: { kind: "basic", user, password },
      as: "the schema's user",
    };
    for (const path of paths) await bench.call(path, { path: `${base}/${path}` });
    await bench.call("roleless, the schema's user", { path: `${base}/roleless`, ...asUser });
    await bench.call("open, the schema's user", { path: `${base}/open`, ...asUser });
    await bench.call("who, the schema's user", { path: `${base}/who`, ...asUser });
    for (const [who, { name }] of Object.entries(clients)) {
      const token = await bench.token(`token of ${who}`, name);
      if (!token) continue;
      const as: Partial<Call> = { credential: { kind: "bearer", token }, as: `token of ${name}` };
      for (const path of paths)
        await bench.call(`${path}, ${who}`, { path: `${base}/${path}`, ...as });
      await bench.call(`who, ${who}`, { path: `${base}/who`, ...as });
    }
  },
  judgements: {
    anyRoleSuffices: (answers) =>
      allHold(
        given(hasStatus(answers, "several", 401), () =>
          hasStatus(answers, "several, one role of two", 200),
        ),
      ),
    clientPrivilegesAreNotRoles: (answers) =>
      allHold(
        given(hasStatus(answers, "several", 401), () =>
          hasStatus(answers, "several, the privilege, no role", 401),
        ),
      ),
    rolelessPrivilegeTakesAnyUser: (answers) =>
      allHold(
        hasStatus(answers, "roleless", 401),
        // A server that takes no password of the database at all says nothing about roles.
        given(hasStatus(answers, "open, the schema's user", 200), () =>
          hasStatus(answers, "roleless, the schema's user", 200),
        ),
      ),
    rolelessPrivilegeNeedsListing: (answers) =>
      allHold(
        given(hasStatus(answers, "roleless", 401), () =>
          hasStatus(answers, "roleless, the roleless privilege", 200),
        ),
        given(hasStatus(answers, "roleless", 401), () =>
          hasStatus(answers, "roleless, neither", 401),
        ),
      ),
    rolesAreExactText: (answers) =>
      allHold(
        given(hasStatus(answers, "letters", 401), () =>
          hasStatus(answers, "letters, the role in other letters", 401),
        ),
      ),
    currentUserOfClient: (answers) => {
      const name = whoOf(answers, "who, the schema's user");
      const id = whoOf(answers, "who, neither");
      return allHold(
        name === undefined ? undefined : /^[A-Z][\w$#]*$/.test(name),
        id === undefined ? undefined : /^[\w-]{22}\.\.$/.test(id),
      );
    },
  },
};

/** What the handler took for the name of its caller. */
function whoOf(answers: Answers, label: string): string | undefined {
  if (statusOf(answers, label) !== 200) return undefined;
  const items = jsonOf(answers, label)?.["items"];
  const first: unknown = Array.isArray(items) ? items[0] : undefined;
  if (typeof first !== "object" || first === null || !("who" in first)) return undefined;
  return String(first.who);
}

interface Given {
  readonly roles?: readonly string[];
  readonly privileges?: readonly string[];
}

function plan(name: string, { roles = [], privileges = [] }: Given) {
  return {
    name: own(name),
    grantType: "client_credentials",
    privileges: privileges.map(own),
    roles: roles.map(own),
  } as const;
}
