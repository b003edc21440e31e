import { procedures } from "../../../plsql/procedures.ts";
import type { CallSite } from "../../../plsql/procedureCall.ts";
import { callProblems, replace } from "../callProblems.ts";
import { nearestName } from "../nearestName.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { inCaseOf } from "../scriptEdits.ts";
import type { ScriptRule } from "../scriptRule.ts";
import type { TextFix } from "../textFix.ts";

export const unknownProcedure: ScriptRule = {
  id: "unknownProcedure",
  severity: "error",
  why: "The block does not compile, so nothing of it runs.",
  check: (context) =>
    callProblems(context, "unknownProcedure").map(({ problem, site }) => ({
      range: site.nameRange,
      message: problem.message,
      fixes: () => fixes(context, site),
    })),
};

function fixes(context: ScriptContext, site: CallSite): readonly TextFix[] {
  const written = context.text.slice(site.nameRange.start, site.nameRange.end);
  const owner = written.slice(0, written.lastIndexOf("."));
  return namesFor(context, site).map((name, i) => {
    const [other = "", member = ""] = name.split(".");
    const before = other === site.call.package ? owner : inCaseOf(context, site, other);
    const text = `${before}.${inCaseOf(context, site, member)}`;
    return { ...replace(`Write ${name}`, site.nameRange, text), isPreferred: i === 0 };
  });
}

/** A member of the same package that is spelled alike, and the package that has this member. */
function namesFor({ dialect }: ScriptContext, { call }: CallSite): readonly string[] {
  const nearest = nearestName(call.procedure, members.get(call.package) ?? []);
  const admin = call.package.endsWith("_ADMIN");
  const homes = [...members]
    .filter(([owner, names]) => owner.endsWith("_ADMIN") === admin && names.has(call.procedure))
    .map(([owner]) => owner);
  const [home] = homes.toSorted((a, b) => Number(isOld(a)) - Number(isOld(b)));
  const wanted = dialect?.api === "oauth" ? (homes.find(isOld) ?? home) : home;
  return [
    ...(wanted === undefined ? [] : [`${wanted}.${call.procedure}`]),
    ...(nearest === undefined ? [] : [`${call.package}.${nearest}`]),
  ];
}

function isOld(owner: string): boolean {
  return owner.startsWith("OAUTH");
}

const members = membersByPackage();

function membersByPackage(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { package: owner, name } of procedures) {
    const names = found.get(owner) ?? new Set<string>();
    found.set(owner, names.add(name));
  }
  return found;
}
