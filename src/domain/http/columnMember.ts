import type { BodyMember, BodyMemberKind } from "./bodyMember.ts";

/** A column of a table or view, or a parameter of a procedure, as the data dictionary names it. */
export interface ObjectColumn {
  readonly name: string;
  /** `VARCHAR2`, `TIMESTAMP(6) WITH TIME ZONE`, …; without lengths. */
  readonly dataType: string;
  /** Whether a value has to be given. */
  readonly required: boolean;
}

/** The member of a body that AutoREST reads a column from: its name in lower case (assumption `autoRestBodies`). */
export function columnMember({ name, dataType, required }: ObjectColumn): BodyMember {
  return { name: name.toLowerCase(), kind: kindOf(dataType), required };
}

function kindOf(dataType: string): BodyMemberKind {
  if (numbers.test(dataType)) return "number";
  if (/^(?:DATE|TIMESTAMP)\b/.test(dataType)) return "time";
  if (/^(?:PL\/SQL )?BOOLEAN$/.test(dataType)) return "boolean";
  // ORDS shows geometries as GeoJSON; everything else that is not a number is a text, bytes in Base64.
  return dataType === "JSON" || dataType === "SDO_GEOMETRY" ? "object" : "text";
}

const numbers = /^(?:NUMBER|FLOAT|BINARY_FLOAT|BINARY_DOUBLE|BINARY_INTEGER|INTEGER|PLS_INTEGER)$/;
