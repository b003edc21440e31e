import { checkBasicAddress } from "./checkBasicAddress.ts";
import { checkWallet } from "./checkWallet.ts";
import { readConnectString } from "./readConnectString.ts";
import { readTnsNames } from "./readTnsNames.ts";

/** What the form of a connection asks about addresses of databases; loaded when the first such form is opened. */
export const oracleLookups = { checkBasicAddress, checkWallet, readConnectString, readTnsNames };
