import type { AccessIndex } from "../access/accessIndex.ts";
import { productEndpoints } from "../access/productEndpoints.ts";
import {
  protectionOfRoute,
  protectorsMeeting,
  type ProtectionIndex,
  type Protector,
} from "../access/protection.ts";

/** What a pattern, or a module's privilege, stands before. */
export interface PatternUse {
  readonly protector: Protector;
  /** Endpoints of which it covers at least one path. */
  readonly meets: number;
  /** Those of them where no more specific pattern takes its place. */
  readonly decides: number;
  /** Some of those that take its place. */
  readonly overriddenBy: readonly Protector[];
}

const known = new WeakMap<AccessIndex, ReadonlyMap<Protector, PatternUse>>();

/** Of every protector of a schema; found once for an index. */
export function patternUseOf(index: AccessIndex): ReadonlyMap<Protector, PatternUse> {
  let found = known.get(index);
  if (found === undefined) {
    found = findUse(index);
    known.set(index, found);
  }
  return found;
}

interface Counts {
  meets: number;
  decides: number;
  readonly by: Set<Protector>;
}

const enough = 8;

function findUse({ protection, endpoints }: AccessIndex): ReadonlyMap<Protector, PatternUse> {
  const counts = new Map<Protector, Counts>();
  for (const one of [...protection.sorted, ...protection.slashless]) {
    counts.set(one, { meets: 0, decides: 0, by: new Set() });
  }
  // The methods of a path share what covers it.
  const paths = new Map<string, number>();
  for (const { path } of [...endpoints.endpoints, ...productEndpoints]) {
    paths.set(path, (paths.get(path) ?? 0) + 1);
  }
  for (const [path, times] of paths) {
    const meeting = protectorsMeeting(protection, path);
    if (meeting.length === 0) continue;
    const deciding = decidingOn(protection, path, meeting);
    for (const one of meeting) {
      const count = counts.get(one);
      if (!count) continue;
      count.meets += times;
      if (deciding.has(one)) count.decides += times;
      else if (count.by.size < enough) for (const other of deciding) count.by.add(other);
    }
  }
  return new Map(
    [...counts].map(([protector, { meets, decides, by }]) => [
      protector,
      { protector, meets, decides, overriddenBy: [...by] },
    ]),
  );
}

/** Of a template with variables, those that decide for some value. */
function decidingOn(
  protection: ProtectionIndex,
  path: string,
  meeting: readonly Protector[],
): ReadonlySet<Protector> {
  const found = protectionOfRoute(protection, path);
  if (found.kind === "partly") return new Set([...found.by, ...found.some]);
  const overridden = new Set(found.kind === "protected" ? found.overridden : []);
  return new Set(meeting.filter((one) => !overridden.has(one)));
}
