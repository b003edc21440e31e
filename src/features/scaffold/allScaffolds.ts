import type { Scaffold, ScaffoldId } from "./scaffold.ts";
import { createPrivilege } from "./scaffolds/createPrivilege.ts";
import { createRole } from "./scaffolds/createRole.ts";
import { deleteClient } from "./scaffolds/deleteClient.ts";
import { deleteMapping } from "./scaffolds/deleteMapping.ts";
import { deletePrivilege } from "./scaffolds/deletePrivilege.ts";
import { deleteRole } from "./scaffolds/deleteRole.ts";
import { enableSchema } from "./scaffolds/enableSchema.ts";
import { grantRole } from "./scaffolds/grantRole.ts";
import { mapPrivilege } from "./scaffolds/mapPrivilege.ts";
import { protectModule } from "./scaffolds/protectModule.ts";
import { publishModule } from "./scaffolds/publishModule.ts";
import { registerClient } from "./scaffolds/registerClient.ts";
import { revokeRole } from "./scaffolds/revokeRole.ts";

/** Every scaffold by its id; the compiler asks for one that is missing. */
export const allScaffolds: Readonly<Record<ScaffoldId, Scaffold>> = {
  createRole,
  createPrivilege,
  mapPrivilege,
  registerClient,
  grantRole,
  protectModule,
  publishModule,
  enableSchema,
  revokeRole,
  deletePrivilege,
  deleteMapping,
  deleteClient,
  deleteRole,
};
