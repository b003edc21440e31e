/** One member of a JSON body that an endpoint takes. */
export interface BodyMember {
  readonly name: string;
  readonly kind: BodyMemberKind;
  /** Undefined when nobody says. */
  readonly required: boolean | undefined;
}

export type BodyMemberKind = "number" | "text" | "time" | "boolean" | "object" | "list";
