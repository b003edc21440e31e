import type { Scaffold, ScaffoldId } from "./scaffold.ts";
import { createJwtProfile } from "./scaffolds/createJwtProfile.ts";
import { createPrivilege } from "./scaffolds/createPrivilege.ts";
import { createRole } from "./scaffolds/createRole.ts";
import { definePrivilege } from "./scaffolds/definePrivilege.ts";
import { deleteClient } from "./scaffolds/deleteClient.ts";
import { deleteJwtProfile } from "./scaffolds/deleteJwtProfile.ts";
import { deleteMapping } from "./scaffolds/deleteMapping.ts";
import { deletePrivilege } from "./scaffolds/deletePrivilege.ts";
import { deleteRole } from "./scaffolds/deleteRole.ts";
import { disableObject } from "./scaffolds/disableObject.ts";
import { disableSchema } from "./scaffolds/disableSchema.ts";
import { editClient } from "./scaffolds/editClient.ts";
import { editMapping } from "./scaffolds/editMapping.ts";
import { editPrivilege } from "./scaffolds/editPrivilege.ts";
import { enableObject } from "./scaffolds/enableObject.ts";
import { enableSchema } from "./scaffolds/enableSchema.ts";
import { grantRole } from "./scaffolds/grantRole.ts";
import { importClient } from "./scaffolds/importClient.ts";
import { mapPrivilege } from "./scaffolds/mapPrivilege.ts";
import { protectCatalogs } from "./scaffolds/protectCatalogs.ts";
import { protectModule } from "./scaffolds/protectModule.ts";
import { publishModule } from "./scaffolds/publishModule.ts";
import { registerClient } from "./scaffolds/registerClient.ts";
import { renameClient } from "./scaffolds/renameClient.ts";
import { renameModule } from "./scaffolds/renameModule.ts";
import { renamePrivilege } from "./scaffolds/renamePrivilege.ts";
import { renameRole } from "./scaffolds/renameRole.ts";
import { replaceJwtProfile } from "./scaffolds/replaceJwtProfile.ts";
import { revokeRole } from "./scaffolds/revokeRole.ts";
import { setClientPrivileges } from "./scaffolds/setClientPrivileges.ts";
import { setModuleOrigins } from "./scaffolds/setModuleOrigins.ts";
import { setSchemaAlias } from "./scaffolds/setSchemaAlias.ts";
import { setTokenDurations } from "./scaffolds/setTokenDurations.ts";
import { unprotectModule } from "./scaffolds/unprotectModule.ts";
import { unpublishModule } from "./scaffolds/unpublishModule.ts";

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
  definePrivilege,
  editPrivilege,
  renamePrivilege,
  editMapping,
  renameRole,
  unprotectModule,
  unpublishModule,
  setModuleOrigins,
  importClient,
  renameClient,
  setClientPrivileges,
  setTokenDurations,
  disableSchema,
  setSchemaAlias,
  protectCatalogs,
  enableObject,
  disableObject,
  editClient,
  renameModule,
  createJwtProfile,
  replaceJwtProfile,
  deleteJwtProfile,
};
